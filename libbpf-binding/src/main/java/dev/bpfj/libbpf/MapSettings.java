package dev.bpfj.libbpf;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.Arena;
import dev.bpfj.libbpf.internal.call.CStrings;
import dev.bpfj.libbpf.map.MapInfo;
import java.util.Optional;

/**
 * How load makes a map, which may be changed before it does.
 *
 * <p>Safe for use by several threads: they take turns with the object.
 */
public abstract sealed class MapSettings extends MapShape permits BpfMap {

  MapSettings(MapOrigin origin) {
    super(origin);
  }

  /**
   * Whether load makes the map ({@code bpf_map__autocreate}).
   *
   * @return true unless it was turned off
   */
  public final boolean autocreate() {
    return origin.get(map -> libbpf().bpf_map__autocreate(map) != 0, info -> true);
  }

  /**
   * Sets whether load makes the map ({@code bpf_map__set_autocreate}). A program that uses a map
   * that is not made is rejected, unless the verifier sees that it never gets there.
   *
   * @param autocreate false to leave it out
   * @throws IllegalStateException after load
   */
  public final void setAutocreate(boolean autocreate) {
    origin.set("bpf_map__set_autocreate", map -> libbpf().bpf_map__set_autocreate(map, autocreate));
  }

  /**
   * Whether a skeleton's attach attaches the map, if it is a struct_ops map.
   *
   * @return true unless it was turned off
   */
  public final boolean autoattach() {
    return origin.autoattach();
  }

  /**
   * Sets whether a skeleton's attach attaches the map, if it is a struct_ops map. As {@code
   * bpf_map__set_autoattach} of libbpf 1.5, and with any libbpf.
   *
   * @param autoattach false to leave it out
   */
  public final void setAutoattach(boolean autoattach) {
    origin.setAutoattach(autoattach);
  }

  /**
   * The NUMA node that the map's memory is to be on ({@code bpf_map__numa_node}).
   *
   * @return the node, which counts only with {@code BPF_F_NUMA_NODE} among the flags; 0 for a map
   *     that is no object's, of which the kernel does not say it
   */
  public final int numaNode() {
    return origin.get(libbpf()::bpf_map__numa_node, info -> 0);
  }

  /**
   * Sets the NUMA node that the map's memory is to be on ({@code bpf_map__set_numa_node}).
   *
   * @param node the node, which counts only with {@code BPF_F_NUMA_NODE} among the flags
   * @throws IllegalStateException after load
   */
  public final void setNumaNode(int node) {
    origin.set("bpf_map__set_numa_node", map -> libbpf().bpf_map__set_numa_node(map, node));
  }

  /**
   * What depends on the type ({@code bpf_map__map_extra}), such as the number of hash functions of
   * a Bloom filter.
   *
   * @return 64 bits
   */
  public final long mapExtra() {
    return origin.get(libbpf()::bpf_map__map_extra, MapInfo::mapExtra);
  }

  /**
   * Sets what depends on the type ({@code bpf_map__set_map_extra}).
   *
   * @param extra 64 bits
   * @throws IllegalArgumentException for an arena, which is mapped where its definition says
   * @throws IllegalStateException after load
   */
  public final void setMapExtra(long extra) {
    origin.setMapExtra(extra);
  }

  /**
   * The network device that the map is offloaded to ({@code bpf_map__ifindex}).
   *
   * @return its index, or 0
   */
  public final int ifindex() {
    return origin.get(libbpf()::bpf_map__ifindex, MapInfo::ifindex);
  }

  /**
   * Sets the network device that the map is offloaded to ({@code bpf_map__set_ifindex}).
   *
   * @param ifindex its index, or 0
   * @throws IllegalStateException after load
   */
  public final void setIfindex(int ifindex) {
    origin.set("bpf_map__set_ifindex", map -> libbpf().bpf_map__set_ifindex(map, ifindex));
  }

  /**
   * The type of keys in the object's BTF ({@code bpf_map__btf_key_type_id}).
   *
   * @return its number, or 0 if the map has none
   */
  public final int btfKeyTypeId() {
    return origin.get(libbpf()::bpf_map__btf_key_type_id, MapInfo::btfKeyTypeId);
  }

  /**
   * The type of values in the object's BTF ({@code bpf_map__btf_value_type_id}).
   *
   * @return its number, or 0 if the map has none
   */
  public final int btfValueTypeId() {
    return origin.get(libbpf()::bpf_map__btf_value_type_id, MapInfo::btfValueTypeId);
  }

  /**
   * What the maps in a map of maps are made of, if the object says ({@code bpf_map__inner_map}). It
   * can be read until load, and is changed by {@link #setInnerMap}.
   *
   * @return the pattern of inner maps, which has no entries and no descriptor
   */
  public final Optional<BpfMap> innerMap() {
    return origin.innerMap();
  }

  /**
   * Sets a map of the kind that a map of maps is to have in it ({@code bpf_map__set_inner_map_fd}),
   * in place of what the object says.
   *
   * @param pattern a map that is there, of which this one keeps a descriptor until it is closed
   * @throws BpfException -EINVAL if this is no map of maps, or has a pattern from here already
   * @throws IllegalStateException after load, or if the pattern is not loaded
   */
  public final void setInnerMap(BpfMap pattern) {
    origin.setInnerMap(pattern);
  }

  /**
   * Where load pins the map, or finds it pinned ({@code bpf_map__pin_path}).
   *
   * @return a path, if there is to be one
   */
  public final Optional<String> pinPath() {
    return origin.get(
        map -> Optional.ofNullable(CStrings.textOrNull(libbpf().bpf_map__pin_path(map))),
        info -> Optional.empty());
  }

  /**
   * Sets where load pins the map, or finds it pinned ({@code bpf_map__set_pin_path}).
   *
   * @param path a path in a BPF file system
   * @throws IllegalStateException after load
   */
  public final void setPinPath(String path) {
    try (Arena arena = new Arena()) {
      long text = arena.string(path);
      origin.set("bpf_map__set_pin_path", map -> libbpf().bpf_map__set_pin_path(map, text));
    }
  }

  /**
   * Makes load use a map that is there already ({@code bpf_map__reuse_fd}), which gives this one
   * its type, sizes and flags. Data sections can so be shared: their variables are the other map's
   * after load.
   *
   * @param fd a map's file descriptor, of which libbpf makes a copy
   * @throws BpfException if there is no such descriptor
   * @throws IllegalArgumentException if it is of something else, or the map cannot be of its type;
   *     or of its size, for a data section
   * @throws IllegalStateException after load
   */
  public final void reuse(int fd) {
    origin.reuse(fd);
  }

  /**
   * Makes load use a map that is there already ({@code bpf_map__reuse_fd}), which gives this one
   * its type, sizes and flags.
   *
   * @param other a map that is there, of which libbpf makes a descriptor of its own
   * @throws IllegalArgumentException if the map cannot be of its type; or of its size, for a data
   *     section
   * @throws IllegalStateException after load, or if the other one is not loaded
   */
  public final void reuse(BpfMap other) {
    other.use(
        fd -> {
          reuse(fd);
          return null;
        });
  }
}
