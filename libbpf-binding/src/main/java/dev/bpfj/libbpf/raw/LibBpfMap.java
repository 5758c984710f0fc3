package dev.bpfj.libbpf.raw;

import org.jspecify.annotations.Nullable;

/**
 * {@code bpf/libbpf.h}: what few programs ask of maps. Apart from {@link LibBpf}, which is loaded
 * by every program.
 */
public interface LibBpfMap {

  int bpf_map__numa_node(long map);

  int bpf_map__set_numa_node(long map, int numaNode);

  int bpf_map__btf_key_type_id(long map);

  int bpf_map__btf_value_type_id(long map);

  int bpf_map__ifindex(long map);

  int bpf_map__set_ifindex(long map, int ifindex);

  long bpf_map__map_extra(long map);

  int bpf_map__set_map_extra(long map, long mapExtra);

  @Nullable String bpf_map__pin_path(long map);

  boolean bpf_map__is_pinned(long map);

  int bpf_map__pin(long map, long path);

  int bpf_map__unpin(long map, long path);

  int bpf_map__set_inner_map_fd(long map, int fd);

  long bpf_map__inner_map(long map);

  long bpf_object__btf(long object);

  int btf__find_by_name_kind(long btf, long name, int kind);
}
