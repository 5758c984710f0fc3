package dev.bpfj.test.memory;

import static dev.bpfj.libbpf.internal.kernel.Errno.EBADF;
import static dev.bpfj.libbpf.internal.kernel.Errno.EINTR;
import static dev.bpfj.libbpf.internal.kernel.Errno.EINVAL;
import static dev.bpfj.libbpf.internal.kernel.Errno.EPERM;

import dev.bpfj.libbpf.internal.raw.LibC;

/** The C library's functions that waiting needs, and closing. */
@SuppressWarnings("UnusedMethod") // called by their names
final class LibraryFunctions {
  private final Handles handles;
  private final PageCalls pages;
  private final Object lock;

  LibraryFunctions(Handles handles, PageCalls pages, Object lock) {
    this.handles = handles;
    this.pages = pages;
    this.lock = lock;
  }

  /** A counter that can be waited for: {@code eventfd}. */
  private static final class EventCounter {
    private final Readiness readiness = new Readiness(() -> false);
  }

  int sigprocmask(int how, long set, long oldSet) {
    return 0; // there is no signal that could end a call
  }

  int epoll_create1(int flags) {
    return handles.open(new Epoll());
  }

  int epoll_ctl(int epfd, int operation, int fd, long event) {
    Epoll epoll = handles.get(epfd, Epoll.class, EINVAL);
    if (operation == LibC.EPOLL_CTL_DEL) {
      epoll.remove(fd);
    } else {
      epoll.add(fd, readiness(fd));
    }
    return 0;
  }

  private Readiness readiness(int fd) {
    Object thing = handles.get(fd, Object.class, EBADF);
    if (thing instanceof EventCounter counter) {
      return counter.readiness;
    } else if (thing instanceof PerfEvent event) {
      return event.readiness();
    } else if (thing instanceof KernelMap map && map.content instanceof RingContent ring) {
      return ring.readiness();
    }
    throw new CallFailure(EPERM); // as of a file that cannot be waited for
  }

  int epoll_wait(int epfd, long events, int capacity, int millis) {
    try {
      return handles.get(epfd, Epoll.class, EINVAL).await(events, capacity, millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallFailure(EINTR);
    }
  }

  int eventfd(int initial, int flags) {
    return handles.open(new EventCounter());
  }

  int eventfd_write(int fd, long value) {
    handles.get(fd, EventCounter.class, EINVAL).readiness.signal();
    return 0;
  }

  int close(int fd) {
    Object thing = handles.close(fd);
    if (thing == null) {
      throw new CallFailure(EBADF);
    } else if (thing instanceof Epoll epoll) {
      epoll.close();
    }
    return 0;
  }

  int munmap(long address, long length) {
    synchronized (lock) {
      return pages.munmap(address, length);
    }
  }

  long mremap(long from, long size, long newSize, int flags, long target) {
    synchronized (lock) {
      return pages.mremap(from, target, size);
    }
  }
}
