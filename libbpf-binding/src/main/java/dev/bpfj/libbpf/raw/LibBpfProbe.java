package dev.bpfj.libbpf.raw;

/** {@code bpf/libbpf.h}: what the running kernel can do. All return 1, 0, or -errno if unknown. */
public interface LibBpfProbe {

  int libbpf_probe_bpf_prog_type(int progType, long opts);

  int libbpf_probe_bpf_map_type(int mapType, long opts);
}
