package dev.bpfj.libbpf.internal.raw;

import jnr.ffi.provider.jffi.NoX86;

/** {@code bpf/bpf.h}: functions of six arguments. All return -errno on failure. */
@NoX86
public interface BpfSixArguments {

  int bpf_map_create(int type, long name, int keySize, int valueSize, int maxEntries, long opts);

  int bpf_prog_load(int type, long name, long license, long insns, long insnCnt, long opts);
}
