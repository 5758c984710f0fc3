package dev.bpfj.libbpf.call;

import dev.bpfj.libbpf.raw.LibBpf6;

/** {@code bpf/libbpf.h}: the functions of six arguments. */
final class JffiLibBpf6 implements LibBpf6 {
  private final CLibrary library;

  JffiLibBpf6(CLibrary library) {
    this.library = library;
  }

  @Override
  public long bpf_program__attach_usdt(
      long prog, int pid, long binaryPath, long usdtProvider, long usdtName, long opts) {
    return library
        .function("bpf_program__attach_usdt")
        .call(prog, pid, binaryPath, usdtProvider, usdtName, opts);
  }
}
