package dev.bpfj.libbpf.call;

import dev.bpfj.libbpf.raw.Bpf6;

/** {@code bpf/bpf.h}: the functions of six arguments. */
final class JffiBpf6 implements Bpf6 {
  private final CLibrary library;

  JffiBpf6(CLibrary library) {
    this.library = library;
  }

  @Override
  public int bpf_map_create(
      int type, long name, int keySize, int valueSize, int maxEntries, long opts) {
    return (int)
        library.function("bpf_map_create").call(type, name, keySize, valueSize, maxEntries, opts);
  }

  @Override
  public int bpf_prog_load(int type, long name, long license, long insns, long insnCnt, long opts) {
    return (int) library.function("bpf_prog_load").call(type, name, license, insns, insnCnt, opts);
  }
}
