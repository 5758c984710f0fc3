package dev.bpfj.libbpf.raw;

import jnr.ffi.provider.jffi.NoX86;

/** {@code bpf/libbpf.h}: the functions of six arguments. */
@NoX86
public interface LibBpf6 {

  long bpf_program__attach_usdt(
      long prog, int pid, long binaryPath, long usdtProvider, long usdtName, long opts);
}
