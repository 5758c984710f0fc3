package dev.bpfj.test.memory;

import dev.bpfj.libbpf.internal.kernel.SystemCallNumbers;

/** The C library's functions of six arguments: {@code mmap}, and the system calls without one. */
@SuppressWarnings("UnusedMethod") // called by their names
final class SystemCalls {
  private final Handles handles;
  private final PageCalls pages;
  private final BatchCalls batches;
  private final Object lock;

  SystemCalls(Handles handles, PageCalls pages, BatchCalls batches, Object lock) {
    this.handles = handles;
    this.pages = pages;
    this.batches = batches;
    this.lock = lock;
  }

  long mmap(long address, long length, int protection, int flags, int fd, long offset) {
    synchronized (lock) {
      return pages.mmap(address, length, protection, flags, fd, offset);
    }
  }

  long syscall(long number, long first, long second, long third, long fourth, long fifth) {
    synchronized (lock) {
      if (number == SystemCallNumbers.BPF) {
        batches.call((int) first, second);
        return 0;
      } else if (number == SystemCallNumbers.PERF_EVENT_OPEN) {
        return handles.open(new PerfEvent());
      }
      throw new UnsupportedOperationException(
          "syscall: cannot be done by a kernel in memory: number="
              + number
              + "; test it in a kernel, by bpf:kernel-test");
    }
  }
}
