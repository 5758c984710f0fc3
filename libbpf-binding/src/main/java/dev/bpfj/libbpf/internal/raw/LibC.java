package dev.bpfj.libbpf.internal.raw;

import jnr.ffi.annotations.IgnoreError;

/** The C library, header by header. All set errno on failure. */
public interface LibC {

  // fcntl.h

  /** {@code O_RDONLY}. */
  int O_RDONLY = 0;

  /** {@code O_CLOEXEC}. */
  int O_CLOEXEC = 0x80000;

  /** {@code O_PATH}. */
  int O_PATH = 0x200000;

  /** {@code F_DUPFD_CLOEXEC}. */
  int F_DUPFD_CLOEXEC = 1030;

  int fcntl(int fd, int command, int argument);

  int open(long path, int flags);

  // net/if.h

  int if_nametoindex(long name);

  long if_indextoname(int index, long name);

  // signal.h

  /** {@code SIG_BLOCK}. */
  int SIG_BLOCK = 0;

  /** {@code SIG_SETMASK}. */
  int SIG_SETMASK = 2;

  /** Of the calling thread; errno stays as the call before has left it. */
  @IgnoreError
  int sigprocmask(int how, long set, long oldSet);

  // stdio.h

  int vasprintf(long out, long format, long arguments);

  // stdlib.h

  void free(long pointer);

  // string.h

  @IgnoreError
  int memcmp(long a, long b, long size);

  long strerror(int errno);

  // sys/epoll.h

  /** {@code EPOLL_CLOEXEC}. */
  int EPOLL_CLOEXEC = 0x80000;

  /** {@code EPOLLIN}. */
  int EPOLLIN = 1;

  /** {@code EPOLLOUT}. */
  int EPOLLOUT = 4;

  /** {@code EPOLLONESHOT}. */
  int EPOLLONESHOT = 1 << 30;

  /** {@code EPOLLET}. */
  int EPOLLET = 1 << 31;

  /** {@code EPOLL_CTL_ADD}. */
  int EPOLL_CTL_ADD = 1;

  /** {@code EPOLL_CTL_DEL}. */
  int EPOLL_CTL_DEL = 2;

  int epoll_create1(int flags);

  int epoll_ctl(int epfd, int op, int fd, long event);

  int epoll_wait(int epfd, long events, int maxevents, int timeout);

  // sys/eventfd.h

  /** {@code EFD_CLOEXEC | EFD_NONBLOCK}. */
  int EFD_CLOEXEC_NONBLOCK = 0x80800;

  int eventfd(int initval, int flags);

  int eventfd_write(int fd, long value);

  // sys/mman.h

  /** {@code PROT_READ}. */
  int PROT_READ = 1;

  /** {@code PROT_WRITE}. */
  int PROT_WRITE = 2;

  /** {@code MAP_SHARED}. */
  int MAP_SHARED = 1;

  /** {@code MAP_PRIVATE}. */
  int MAP_PRIVATE = 2;

  /** {@code MAP_ANONYMOUS}. */
  int MAP_ANONYMOUS = 0x20;

  /** {@code MAP_NORESERVE}. */
  int MAP_NORESERVE = 0x4000;

  /** {@code MAP_FIXED_NOREPLACE}, since Linux 4.17. */
  int MAP_FIXED_NOREPLACE = 0x100000;

  /** {@code MREMAP_MAYMOVE}. */
  int MREMAP_MAYMOVE = 1;

  /** {@code MREMAP_FIXED}. */
  int MREMAP_FIXED = 2;

  /** {@code MAP_FAILED}, what mmap and mremap return on failure. */
  long MAP_FAILED = -1;

  int munmap(long address, long length);

  int mprotect(long address, long length, int protection);

  long mremap(long oldAddress, long oldSize, long newSize, int flags, long newAddress);

  // sys/socket.h

  /** {@code AF_NETLINK}. */
  int AF_NETLINK = 16;

  /** {@code SOCK_RAW | SOCK_CLOEXEC}. */
  int SOCK_RAW_CLOEXEC = 0x80003;

  int socket(int domain, int type, int protocol);

  long send(int socket, long buffer, long length, int flags);

  long recv(int socket, long buffer, long length, int flags);

  // sys/vfs.h

  int fstatfs(int fd, long statfs);

  // unistd.h

  /** {@code _SC_PAGESIZE}. */
  int SC_PAGESIZE = 30;

  int close(int fd);

  long read(int fd, long buffer, long count);

  long sysconf(int name);

  long readlinkat(int directory, long name, long buffer, long size);

  int unlinkat(int directory, long name, int flags);
}
