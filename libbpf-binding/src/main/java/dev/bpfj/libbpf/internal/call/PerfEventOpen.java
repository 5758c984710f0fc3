package dev.bpfj.libbpf.internal.call;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.kernel.SystemCallNumbers;
import dev.bpfj.libbpf.internal.raw.LibCSixArguments;

/** The system call {@code perf_event_open}, which the C library has no function for. */
public final class PerfEventOpen {
  private static final long NO_GROUP = -1;
  private static final long FLAG_FD_CLOEXEC = 8; // PERF_FLAG_FD_CLOEXEC

  private PerfEventOpen() {}

  /**
   * Opens an event.
   *
   * @param subject what it is, for messages
   * @param advice what helps where it cannot be opened
   * @param attr the address of a {@code struct perf_event_attr}
   * @param pid the process to watch; 0 for this one, -1 for all
   * @param cpu the processor to watch; -1 for all
   * @return its descriptor, the caller's to close
   * @throws BpfException if the kernel refuses
   */
  public static int open(
      Kernel kernel, String subject, Advice advice, long attr, int pid, int cpu) {
    LibCSixArguments libc = kernel.libcSixArguments();
    long fd =
        BlockedSignals.pointer(
            kernel,
            () ->
                libc.syscall(
                    SystemCallNumbers.PERF_EVENT_OPEN, attr, pid, cpu, NO_GROUP, FLAG_FD_CLOEXEC));
    if (fd < 0) {
      throw LibbpfCall.failure("perf_event_open", subject, kernel.lastErrno(), advice);
    }
    return (int) fd;
  }
}
