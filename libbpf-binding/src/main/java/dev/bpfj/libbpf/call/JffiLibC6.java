package dev.bpfj.libbpf.call;

import dev.bpfj.libbpf.raw.LibC6;

/** The C library: the functions of six arguments. */
final class JffiLibC6 implements LibC6 {
  private final CLibrary library;

  JffiLibC6(CLibrary library) {
    this.library = library;
  }

  @Override
  public long syscall(long number, long first, long second, long third, long fourth, long fifth) {
    return library.function("syscall").call(number, first, second, third, fourth, fifth);
  }

  @Override
  public long mmap(long address, long length, int protection, int flags, int fd, long offset) {
    return library.function("mmap").call(address, length, protection, flags, fd, offset);
  }
}
