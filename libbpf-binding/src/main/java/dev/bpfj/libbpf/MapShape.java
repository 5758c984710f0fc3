package dev.bpfj.libbpf;

import dev.bpfj.libbpf.error.UnsupportedFeatureException;
import dev.bpfj.libbpf.internal.call.Arguments;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.raw.LibBpf;
import dev.bpfj.libbpf.map.MapInfo;
import dev.bpfj.libbpf.map.MapType;

/**
 * What a map is: type, sizes and flags, which may be changed before load.
 *
 * <p>Safe for use by several threads: they take turns with the object.
 */
public abstract sealed class MapShape permits MapSettings {
  final MapOrigin origin;
  final String subject;

  MapShape(MapOrigin origin) {
    this.origin = origin;
    this.subject = subject(origin.name());
  }

  static String subject(String name) {
    return "map \"" + name + "\"";
  }

  /**
   * The map's name ({@code bpf_map__name}).
   *
   * @return its name in C; data sections' maps have names of libbpf's making, and what is no
   *     object's has up to 15 characters
   */
  public final String name() {
    return origin.name();
  }

  /**
   * The map's type ({@code bpf_map__type}).
   *
   * @return its type, which may be one without a name here
   */
  public final MapType type() {
    return origin.get(map -> new MapType(libbpf().bpf_map__type(map)), MapInfo::type);
  }

  /**
   * Sets the map's type ({@code bpf_map__set_type}). Data sections, program arrays, arenas and
   * struct_ops maps stay what they are, and nothing else becomes one of them.
   *
   * @param type the new type
   * @throws IllegalArgumentException if the map cannot become of that type
   * @throws IllegalStateException after load
   */
  public final void setType(MapType type) {
    origin.setType(type);
  }

  /**
   * The size of a key ({@code bpf_map__key_size}).
   *
   * @return bytes
   */
  public final int keySize() {
    return origin.get(libbpf()::bpf_map__key_size, MapInfo::keySize);
  }

  /**
   * Sets the size of a key ({@code bpf_map__set_key_size}).
   *
   * @param size bytes
   * @throws IllegalArgumentException if it is negative
   * @throws IllegalStateException after load
   */
  public final void setKeySize(int size) {
    Arguments.notNegative(subject + ": keySize", size);
    origin.set("bpf_map__set_key_size", map -> libbpf().bpf_map__set_key_size(map, size));
  }

  /**
   * The size of a value ({@code bpf_map__value_size}).
   *
   * @return bytes
   */
  public final int valueSize() {
    return origin.get(libbpf()::bpf_map__value_size, MapInfo::valueSize);
  }

  /**
   * Sets the size of a value ({@code bpf_map__set_value_size}). The map of a data section can grow
   * or shrink so: its variables keep their values, and accessors follow to the new memory.
   *
   * @param size bytes
   * @throws IllegalArgumentException if it is negative
   * @throws IllegalStateException after load
   * @throws UnsupportedFeatureException for a data section, if libbpf is older than 1.3; or than
   *     1.6 and the object has externs ({@code __kconfig}, {@code __ksym}), whose names it would
   *     read at load from memory that it has freed
   */
  public final void setValueSize(int size) {
    Arguments.notNegative(subject + ": valueSize", size);
    origin.setValueSize(size);
  }

  /**
   * How many entries the map can have ({@code bpf_map__max_entries}).
   *
   * @return a number up to 2^32-1
   */
  public final long maxEntries() {
    return origin.get(
        map -> Integer.toUnsignedLong(libbpf().bpf_map__max_entries(map)), MapInfo::maxEntries);
  }

  /**
   * Sets how many entries the map can have ({@code bpf_map__set_max_entries}).
   *
   * @param entries a number up to 2^32-1
   * @throws IllegalArgumentException for a data section, which is one entry
   * @throws IllegalStateException after load
   */
  public final void setMaxEntries(long entries) {
    Arguments.inRange(subject + ": maxEntries", entries, 0, 0xffff_ffffL);
    origin.setMaxEntries(entries);
  }

  /**
   * The map's flags ({@code bpf_map__map_flags}).
   *
   * @return {@code BPF_F_*} of {@code linux/bpf.h}
   */
  public final int mapFlags() {
    return origin.get(libbpf()::bpf_map__map_flags, MapInfo::mapFlags);
  }

  /**
   * Sets the map's flags ({@code bpf_map__set_map_flags}).
   *
   * @param flags {@code BPF_F_*} of {@code linux/bpf.h}
   * @throws IllegalStateException after load
   */
  public final void setMapFlags(int flags) {
    origin.set("bpf_map__set_map_flags", map -> libbpf().bpf_map__set_map_flags(map, flags));
  }

  static LibBpf libbpf() {
    return Native.libbpf();
  }
}
