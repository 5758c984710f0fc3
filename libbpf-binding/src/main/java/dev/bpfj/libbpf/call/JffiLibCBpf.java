package dev.bpfj.libbpf.call;

import dev.bpfj.libbpf.raw.LibCBpf;

/** The C library: the bpf system call. */
final class JffiLibCBpf implements LibCBpf {
  private final CLibrary library;

  JffiLibCBpf(CLibrary library) {
    this.library = library;
  }

  @Override
  public long syscall(long number, int command, long attributes, int size) {
    return library.function("syscall").call(number, command, attributes, size);
  }
}
