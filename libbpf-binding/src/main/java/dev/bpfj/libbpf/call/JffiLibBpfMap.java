package dev.bpfj.libbpf.call;

import static dev.bpfj.libbpf.call.Words.textOrNull;
import static dev.bpfj.libbpf.call.Words.truth;

import dev.bpfj.libbpf.raw.LibBpfMap;
import org.jspecify.annotations.Nullable;

/** {@code bpf/libbpf.h}: maps. */
final class JffiLibBpfMap implements LibBpfMap {
  private final CLibrary library;

  JffiLibBpfMap(CLibrary library) {
    this.library = library;
  }

  @Override
  public int bpf_map__numa_node(long map) {
    return (int) library.function("bpf_map__numa_node").call(map);
  }

  @Override
  public int bpf_map__set_numa_node(long map, int numaNode) {
    return (int) library.function("bpf_map__set_numa_node").call(map, numaNode);
  }

  @Override
  public int bpf_map__btf_key_type_id(long map) {
    return (int) library.function("bpf_map__btf_key_type_id").call(map);
  }

  @Override
  public int bpf_map__btf_value_type_id(long map) {
    return (int) library.function("bpf_map__btf_value_type_id").call(map);
  }

  @Override
  public int bpf_map__ifindex(long map) {
    return (int) library.function("bpf_map__ifindex").call(map);
  }

  @Override
  public int bpf_map__set_ifindex(long map, int ifindex) {
    return (int) library.function("bpf_map__set_ifindex").call(map, ifindex);
  }

  @Override
  public long bpf_map__map_extra(long map) {
    return library.function("bpf_map__map_extra").call(map);
  }

  @Override
  public int bpf_map__set_map_extra(long map, long mapExtra) {
    return (int) library.function("bpf_map__set_map_extra").call(map, mapExtra);
  }

  @Override
  public @Nullable String bpf_map__pin_path(long map) {
    return textOrNull(library.function("bpf_map__pin_path").call(map));
  }

  @Override
  public boolean bpf_map__is_pinned(long map) {
    return truth(library.function("bpf_map__is_pinned").call(map));
  }

  @Override
  public int bpf_map__pin(long map, long path) {
    return (int) library.function("bpf_map__pin").call(map, path);
  }

  @Override
  public int bpf_map__unpin(long map, long path) {
    return (int) library.function("bpf_map__unpin").call(map, path);
  }

  @Override
  public int bpf_map__set_inner_map_fd(long map, int fd) {
    return (int) library.function("bpf_map__set_inner_map_fd").call(map, fd);
  }

  @Override
  public long bpf_map__inner_map(long map) {
    return library.function("bpf_map__inner_map").call(map);
  }

  @Override
  public long bpf_object__btf(long object) {
    return library.function("bpf_object__btf").call(object);
  }

  @Override
  public int btf__find_by_name_kind(long btf, long name, int kind) {
    return (int) library.function("btf__find_by_name_kind").call(btf, name, kind);
  }
}
