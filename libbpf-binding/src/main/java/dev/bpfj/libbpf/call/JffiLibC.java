package dev.bpfj.libbpf.call;

import dev.bpfj.libbpf.raw.LibC;

/** The C library. */
final class JffiLibC implements LibC {
  private final CLibrary library;

  JffiLibC(CLibrary library) {
    this.library = library;
  }

  @Override
  public long mremap(long oldAddress, long oldSize, long newSize, int flags, long newAddress) {
    return library.function("mremap").call(oldAddress, oldSize, newSize, flags, newAddress);
  }

  @Override
  public int mprotect(long address, long length, int protection) {
    return (int) library.function("mprotect").call(address, length, protection);
  }

  @Override
  public int munmap(long address, long length) {
    return (int) library.function("munmap").call(address, length);
  }

  @Override
  public long sysconf(int name) {
    return library.function("sysconf").call(name);
  }

  @Override
  public int vasprintf(long out, long format, long arguments) {
    return (int) library.function("vasprintf").call(out, format, arguments);
  }

  @Override
  public void free(long pointer) {
    library.function("free").call(pointer);
  }

  @Override
  public int close(int fd) {
    return (int) library.function("close").call(fd);
  }

  @Override
  public long read(int fd, long buffer, long count) {
    return library.function("read").call(fd, buffer, count);
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
