package dev.bpfj.libbpf.raw;

/** {@code bpf/bpf.h}: the functions of six arguments. */
public interface Bpf6 {

  int bpf_map_create(int type, long name, int keySize, int valueSize, int maxEntries, long opts);

  int bpf_prog_load(int type, long name, long license, long insns, long insnCnt, long opts);
}
