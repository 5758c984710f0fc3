package dev.bpfj.libbpf.raw;

/** {@code bpf/libbpf.h}: the functions of six arguments. */
public interface LibBpf6 {

  long bpf_program__attach_usdt(
      long prog, int pid, long binaryPath, long usdtProvider, long usdtName, long opts);
}
