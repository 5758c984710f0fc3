package dev.bpfj.libbpf.call;

import dev.bpfj.libbpf.raw.LibCFiles;

/** The C library: files. */
final class JffiLibCFiles implements LibCFiles {
  private final CLibrary library;

  JffiLibCFiles(CLibrary library) {
    this.library = library;
  }

  @Override
  public int open(long path, int flags) {
    return (int) library.function("open").call(path, flags);
  }

  @Override
  public int fcntl(int fd, int command, int argument) {
    return (int) library.function("fcntl").call(fd, command, argument);
  }

  @Override
  public int unlink(long path) {
    return (int) library.function("unlink").call(path);
  }

  @Override
  public long syscall(long number, long first, long second) {
    return library.function("syscall").call(number, first, second);
  }
}
