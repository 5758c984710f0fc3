package dev.bpfj.libbpf.ring;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.BpfException;
import dev.bpfj.libbpf.call.Arena;
import dev.bpfj.libbpf.call.LibbpfCall;
import dev.bpfj.libbpf.call.Native;
import dev.bpfj.libbpf.raw.Epoll;
import java.util.concurrent.TimeUnit;

/**
 * Sleeps until one of several files has something, or somebody wakes it. One thread waits at a
 * time; any thread may wake it, now or before it waits.
 *
 * <p>All files are watched edge-triggered: an event ends one wait, and nothing has to be read from
 * them. So the caller looks at all of its buffers before each wait.
 */
final class EventWait implements AutoCloseable {
  private static final MemoryIO MEMORY = MemoryIO.getInstance();
  private static final int EINTR = 4;
  private static final int EVENTS = 16;
  private static final int EVENT_SIZE = 16; // struct epoll_event; 12 where it is packed
  private static final int MAX_MILLIS = 1_000_000_000;

  private final String subject;
  private final Arena arena = new Arena();
  private final long events = arena.allocate(EVENTS * EVENT_SIZE);
  private final int epollFd;
  private final int wakeFd;
  private final Interruption interruption = new Interruption(this::wake);

  EventWait(String subject) {
    this.subject = subject;
    int epoll = -1;
    int wake = -1;
    try {
      epoll = number("epoll_create1", epoll().epoll_create1(Epoll.EPOLL_CLOEXEC));
      wake = number("eventfd", epoll().eventfd(0, Epoll.EFD_CLOEXEC_NONBLOCK));
      watch(epoll, wake, Epoll.EPOLLIN);
    } catch (BpfException e) {
      release(epoll, wake);
      throw e;
    }
    this.epollFd = epoll;
    this.wakeFd = wake;
  }

  /** Watches one more file, also in a wait that is on. */
  void watch(int fd, int condition) {
    watch(epollFd, fd, condition);
  }

  private void watch(int epoll, int fd, int condition) {
    try (Arena call = new Arena()) {
      long event = call.allocate(EVENT_SIZE);
      MEMORY.putInt(event, condition | Epoll.EPOLLET);
      number("epoll_ctl", epoll().epoll_ctl(epoll, Epoll.EPOLL_CTL_ADD, fd, event));
    }
  }

  /**
   * Waits.
   *
   * @param deadline when to give up, by {@link System#nanoTime}
   * @return true if it is worth to look at the files; false if the time is over
   */
  boolean await(long deadline) {
    long remaining = deadline - System.nanoTime();
    if (remaining <= 0) {
      return false;
    }
    // Rounded up: woken a moment too early, the caller would come back for a wait of nothing.
    long millis = Math.min(TimeUnit.NANOSECONDS.toMillis(remaining - 1) + 1, MAX_MILLIS);
    interruption.enter();
    try {
      int result = epoll().epoll_wait(epollFd, events, EVENTS, (int) millis);
      if (result < 0 && Native.lastErrno() != EINTR) {
        throw LibbpfCall.failure("epoll_wait", subject, Native.lastErrno());
      }
      return result != 0 || millis == MAX_MILLIS;
    } finally {
      interruption.leave();
    }
  }

  /** Ends the wait that is on, or else the next one at once. */
  void wake() {
    epoll().eventfd_write(wakeFd, 1);
  }

  private int number(String operation, int result) {
    if (result < 0) {
      throw LibbpfCall.failure(operation, subject, Native.lastErrno());
    }
    return result;
  }

  private static Epoll epoll() {
    return Native.epoll();
  }

  /** Lets go of the descriptors. Nobody may wait or wake any more. */
  @Override
  public void close() {
    release(epollFd, wakeFd);
  }

  private void release(int epoll, int wake) {
    for (int fd : new int[] {epoll, wake}) {
      if (fd >= 0) {
        Native.libc().close(fd);
      }
    }
    arena.close();
  }
}
