package dev.bpfj.libbpf.ring;

import static dev.bpfj.libbpf.internal.kernel.Errno.EINTR;

import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.NativeMemory;
import dev.bpfj.libbpf.internal.raw.LibC;

/** An epoll instance, and memory for the {@code struct epoll_event}s that it gives. */
final class EventList implements AutoCloseable {
  private static final NativeMemory MEMORY = NativeMemory.get();
  private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");
  private static final int DATA = PACKED ? 4 : 8;
  private static final int SIZE = PACKED ? 12 : 16;
  private static final int CAPACITY = 16;

  private final Kernel kernel;
  private final String subject;
  private final CallMemory callMemory = new CallMemory();
  private final long events = callMemory.allocate((long) CAPACITY * SIZE);
  private final int fd;

  EventList(Kernel kernel, String subject) {
    this.kernel = kernel;
    this.subject = subject;
    this.fd = kernel.libc().epoll_create1(LibC.EPOLL_CLOEXEC);
    if (fd < 0) {
      callMemory.close();
      throw LibbpfCall.failure("epoll_create1", subject, kernel.lastErrno());
    }
  }

  int fd() {
    return fd;
  }

  /** Watches a file; its number comes with its events. */
  void add(int file, int condition) {
    try (CallMemory call = new CallMemory()) {
      long event = call.allocate(SIZE);
      MEMORY.putInt(event, condition);
      MEMORY.putInt(event + DATA, file);
      if (kernel.libc().epoll_ctl(fd, LibC.EPOLL_CTL_ADD, file, event) < 0) {
        throw LibbpfCall.failure("epoll_ctl", subject, kernel.lastErrno());
      }
    }
  }

  void remove(int file) {
    kernel.libc().epoll_ctl(fd, LibC.EPOLL_CTL_DEL, file, 0);
  }

  /**
   * Waits; by one thread at a time.
   *
   * @param millis how long at most; -1 for as long as it takes
   * @return how many files have something; 0 if the time is over, -1 if a signal came first
   */
  int await(int millis) {
    int result = kernel.libc().epoll_wait(fd, events, CAPACITY, millis);
    if (result < 0 && kernel.lastErrno() != EINTR) {
      throw LibbpfCall.failure("epoll_wait", subject, kernel.lastErrno());
    }
    return result;
  }

  /** A file that had something when {@link #await} returned. */
  int file(int index) {
    return MEMORY.getInt(events + (long) index * SIZE + DATA);
  }

  @Override
  public void close() {
    kernel.libc().close(fd);
    callMemory.close();
  }
}
