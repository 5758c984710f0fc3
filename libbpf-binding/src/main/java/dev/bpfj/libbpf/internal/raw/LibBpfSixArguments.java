package dev.bpfj.libbpf.internal.raw;

import jnr.ffi.provider.jffi.NoX86;

/** {@code bpf/libbpf.h}: functions of six arguments. */
@NoX86
public interface LibBpfSixArguments {

  long bpf_program__attach_usdt(
      long prog, int pid, long binaryPath, long usdtProvider, long usdtName, long opts);
}
