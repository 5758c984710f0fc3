package dev.bpfj.libbpf.raw;

/** The C library: descriptors of files and processes, which few programs need. */
public interface LibCFiles {

  /** {@code O_RDONLY}. */
  int O_RDONLY = 0;

  /** {@code O_CLOEXEC}. */
  int O_CLOEXEC = 0x80000;

  /** {@code F_DUPFD_CLOEXEC}. */
  int F_DUPFD_CLOEXEC = 1030;

  int open(long path, int flags);

  int fcntl(int fd, int command, int argument);

  int unlink(long path);

  long syscall(long number, long first, long second);
}
