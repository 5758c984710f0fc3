package dev.bpfj.libbpf.call;

import dev.bpfj.libbpf.raw.LibBpfProbe;

/** {@code bpf/libbpf.h}: probes. */
final class JffiLibBpfProbe implements LibBpfProbe {
  private final CLibrary library;

  JffiLibBpfProbe(CLibrary library) {
    this.library = library;
  }

  @Override
  public int libbpf_probe_bpf_prog_type(int progType, long opts) {
    return (int) library.function("libbpf_probe_bpf_prog_type").call(progType, opts);
  }

  @Override
  public int libbpf_probe_bpf_map_type(int mapType, long opts) {
    return (int) library.function("libbpf_probe_bpf_map_type").call(mapType, opts);
  }
}
