package dev.bpfj.libbpf.raw;

/**
 * {@code sys/epoll.h}: waiting for several files, and the {@code sys/eventfd.h} that ends a wait.
 */
public interface Epoll {

  /** {@code EPOLL_CLOEXEC}. */
  int EPOLL_CLOEXEC = 0x80000;

  /** {@code EPOLL_CTL_ADD}. */
  int EPOLL_CTL_ADD = 1;

  /** {@code EPOLL_CTL_DEL}. */
  int EPOLL_CTL_DEL = 2;

  /** {@code EPOLLIN}. */
  int EPOLLIN = 1;

  /** {@code EPOLLOUT}. */
  int EPOLLOUT = 4;

  /** {@code EPOLLONESHOT}. */
  int EPOLLONESHOT = 1 << 30;

  /** {@code EPOLLET}. */
  int EPOLLET = 1 << 31;

  /** {@code EFD_CLOEXEC | EFD_NONBLOCK}. */
  int EFD_CLOEXEC_NONBLOCK = 0x80800;

  int epoll_create1(int flags);

  int epoll_ctl(int epfd, int op, int fd, long event);

  int epoll_wait(int epfd, long events, int maxevents, int timeout);

  int eventfd(int initval, int flags);

  int eventfd_write(int fd, long value);
}
