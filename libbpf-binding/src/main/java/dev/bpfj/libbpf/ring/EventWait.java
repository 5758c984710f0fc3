package dev.bpfj.libbpf.ring;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.raw.LibC;
import java.util.concurrent.TimeUnit;

/**
 * Sleeps until one of several files is ready or another thread wakes it. One thread waits at a
 * time; any thread may wake it, now or before it waits.
 *
 * <p>All files are watched edge-triggered: an event ends one wait, and nothing has to be read from
 * them. So the caller looks at all of its buffers before each wait.
 */
final class EventWait implements AutoCloseable {
  private static final int MAX_MILLIS = 1_000_000_000;

  private final Kernel kernel;
  private final EventList events;
  private final int wakeFd;
  private final Interruption interruption = new Interruption(this::wake);

  EventWait(Kernel kernel, String subject) {
    this.kernel = kernel;
    events = new EventList(kernel, subject);
    wakeFd = kernel.libc().eventfd(0, LibC.EFD_CLOEXEC_NONBLOCK);
    if (wakeFd < 0) {
      BpfException failure = LibbpfCall.failure("eventfd", subject, kernel.lastErrno());
      events.close();
      throw failure;
    }
    watch(wakeFd, LibC.EPOLLIN);
  }

  /** Watches one more file, also in a wait that is on. */
  void watch(int fd, int condition) {
    events.add(fd, condition | LibC.EPOLLET);
  }

  /**
   * Waits. An interrupt ends it.
   *
   * @param deadline when to give up, by {@link System#nanoTime}
   * @return true if a file may be ready; false after the deadline
   */
  boolean await(long deadline) {
    if (VirtualThreads.isCurrentVirtual() && !kernel.isInMemory()) { // whose wait parks
      boolean ready = SharedWait.await(events.fd(), deadline);
      events.await(0); // takes the edges, which else would end the next wait
      return ready;
    }
    long remaining = deadline - System.nanoTime();
    if (remaining <= 0) {
      return false;
    }
    // Rounded up: woken a moment too early, the caller would come back for a wait of nothing.
    long millis = Math.min(TimeUnit.NANOSECONDS.toMillis(remaining - 1) + 1, MAX_MILLIS);
    interruption.enter();
    try {
      return events.await((int) millis) != 0 || millis == MAX_MILLIS;
    } finally {
      interruption.leave();
    }
  }

  /** Ends the wait that is on, or else the next one at once. */
  void wake() {
    kernel.libc().eventfd_write(wakeFd, 1);
  }

  /** Closes the descriptors. No thread may wait or wake afterwards. */
  @Override
  public void close() {
    events.close();
    kernel.libc().close(wakeFd);
  }
}
