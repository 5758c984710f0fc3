package dev.bpfj.libbpf.call;

import dev.bpfj.libbpf.raw.Epoll;

/** {@code sys/epoll.h}. */
final class JffiEpoll implements Epoll {
  private final CLibrary library;

  JffiEpoll(CLibrary library) {
    this.library = library;
  }

  @Override
  public int epoll_create1(int flags) {
    return (int) library.function("epoll_create1").call(flags);
  }

  @Override
  public int epoll_ctl(int epfd, int op, int fd, long event) {
    return (int) library.function("epoll_ctl").call(epfd, op, fd, event);
  }

  @Override
  public int epoll_wait(int epfd, long events, int maxevents, int timeout) {
    return (int) library.function("epoll_wait").call(epfd, events, maxevents, timeout);
  }

  @Override
  public int eventfd(int initval, int flags) {
    return (int) library.function("eventfd").call(initval, flags);
  }

  @Override
  public int eventfd_write(int fd, long value) {
    return (int) library.function("eventfd_write").call(fd, value);
  }
}
