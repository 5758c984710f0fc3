package dev.bpfj.libbpf.internal.raw;

/** {@code bpf/btf.h}: type information. */
public interface Btf {

  int btf__find_by_name_kind(long btf, long name, int kind);
}
