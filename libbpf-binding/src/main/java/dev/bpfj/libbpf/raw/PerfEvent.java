package dev.bpfj.libbpf.raw;

import jnr.ffi.provider.jffi.NoX86;

/**
 * {@code linux/perf_event.h}: the one system call, for which the C library has no function of its
 * own.
 */
@NoX86
public interface PerfEvent {

  /** {@code PERF_FLAG_FD_CLOEXEC}. */
  long PERF_FLAG_FD_CLOEXEC = 8;

  /** {@code PERF_TYPE_SOFTWARE}. */
  int PERF_TYPE_SOFTWARE = 1;

  /** {@code PERF_COUNT_SW_BPF_OUTPUT}. */
  long PERF_COUNT_SW_BPF_OUTPUT = 10;

  /** {@code PERF_SAMPLE_RAW}. */
  long PERF_SAMPLE_RAW = 1 << 10;

  /** {@code PERF_RECORD_LOST}. */
  int PERF_RECORD_LOST = 2;

  /** {@code PERF_RECORD_SAMPLE}. */
  int PERF_RECORD_SAMPLE = 9;

  /**
   * {@code syscall(__NR_perf_event_open, attr, pid, cpu, group_fd, flags)}.
   *
   * @param number the system call's number
   * @param attr a {@code struct perf_event_attr}
   * @param pid a process, or -1 for all
   * @param cpu a processor, or -1 for all
   * @param groupFd another event, or -1
   * @param flags {@code PERF_FLAG_*}
   * @return a file descriptor, or -1 and errno
   */
  long syscall(long number, long attr, int pid, int cpu, int groupFd, long flags);
}
