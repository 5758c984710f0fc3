package dev.bpfj.libbpf;

import dev.bpfj.libbpf.call.Arena;
import dev.bpfj.libbpf.call.LibbpfCall;
import dev.bpfj.libbpf.call.LibbpfVersion;
import dev.bpfj.libbpf.call.Native;
import dev.bpfj.libbpf.memory.MappedMap;
import dev.bpfj.libbpf.raw.LibBpf;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.ToIntBiFunction;

/**
 * A map of an object ({@code struct bpf_map}). What it is made of may be changed before load; its
 * entries are there after load. Safe for use by several threads.
 */
public final class BpfMap {
  private final BpfObject object;
  private final long pointer;
  private final String name;
  private final String subject;
  private final MapEntries entries;
  private volatile boolean autoattach = true;

  BpfMap(BpfObject object, long pointer) {
    this.object = object;
    this.pointer = pointer;
    this.name = Native.libbpf().bpf_map__name(pointer);
    this.subject = "map \"" + name + "\"";
    this.entries = new MapEntries(this, object.lifetime());
  }

  /**
   * The map's name ({@code bpf_map__name}).
   *
   * @return its name in C; data sections' maps have names of libbpf's making
   */
  public String name() {
    return name;
  }

  /**
   * The map's type ({@code bpf_map__type}).
   *
   * @return a number of {@code enum bpf_map_type} in {@code linux/bpf.h}
   */
  public int type() {
    return get(LibBpf::bpf_map__type);
  }

  /**
   * Sets the map's type ({@code bpf_map__set_type}).
   *
   * @param type a number of {@code enum bpf_map_type}
   * @throws IllegalStateException after load
   */
  public void setType(int type) {
    set("bpf_map__set_type", () -> libbpf().bpf_map__set_type(pointer, type));
  }

  /**
   * The size of a key ({@code bpf_map__key_size}).
   *
   * @return bytes
   */
  public int keySize() {
    return get(LibBpf::bpf_map__key_size);
  }

  /**
   * Sets the size of a key ({@code bpf_map__set_key_size}).
   *
   * @param size bytes
   * @throws IllegalStateException after load
   */
  public void setKeySize(int size) {
    set("bpf_map__set_key_size", () -> libbpf().bpf_map__set_key_size(pointer, size));
  }

  /**
   * The size of a value ({@code bpf_map__value_size}).
   *
   * @return bytes
   */
  public int valueSize() {
    return get(LibBpf::bpf_map__value_size);
  }

  /**
   * Sets the size of a value ({@code bpf_map__set_value_size}). The map of a data section can grow
   * or shrink so: its variables keep their values, and accessors follow to the new memory.
   *
   * @param size bytes
   * @throws IllegalStateException after load
   * @throws UnsupportedFeatureException for a data section, if libbpf is older than 1.3
   */
  public void setValueSize(int size) {
    object.beforeLoad(
        subject,
        () -> {
          if (libbpf().bpf_map__is_internal(pointer)) {
            // Before 1.3 libbpf does not move the image, and the next call on it is a SIGSEGV.
            LibbpfVersion.require(subject, "resizing a data section", 1, 3);
          }
          object.resize(
              pointer,
              () ->
                  LibbpfCall.number(
                      "bpf_map__set_value_size",
                      subject,
                      () -> libbpf().bpf_map__set_value_size(pointer, size)));
          return null;
        });
  }

  /**
   * How many entries the map can have ({@code bpf_map__max_entries}).
   *
   * @return a number up to 2^32-1
   */
  public long maxEntries() {
    return Integer.toUnsignedLong(get(LibBpf::bpf_map__max_entries));
  }

  /**
   * Sets how many entries the map can have ({@code bpf_map__set_max_entries}).
   *
   * @param entries a number up to 2^32-1
   * @throws IllegalStateException after load
   */
  public void setMaxEntries(long entries) {
    if (entries >>> 32 != 0) {
      throw new IllegalArgumentException(
          subject + ": max_entries is a 32-bit number: maxEntries=" + entries);
    }
    set(
        "bpf_map__set_max_entries",
        () -> libbpf().bpf_map__set_max_entries(pointer, (int) entries));
  }

  /**
   * The map's flags ({@code bpf_map__map_flags}).
   *
   * @return {@code BPF_F_*} of {@code linux/bpf.h}
   */
  public int mapFlags() {
    return get(LibBpf::bpf_map__map_flags);
  }

  /**
   * Sets the map's flags ({@code bpf_map__set_map_flags}).
   *
   * @param flags {@code BPF_F_*} of {@code linux/bpf.h}
   * @throws IllegalStateException after load
   */
  public void setMapFlags(int flags) {
    set("bpf_map__set_map_flags", () -> libbpf().bpf_map__set_map_flags(pointer, flags));
  }

  /**
   * Whether load makes the map ({@code bpf_map__autocreate}).
   *
   * @return true unless it was turned off
   */
  public boolean autocreate() {
    return object.locked(() -> libbpf().bpf_map__autocreate(pointer));
  }

  /**
   * Sets whether load makes the map ({@code bpf_map__set_autocreate}). A program that uses a map
   * that is not made is rejected, unless the verifier sees that it never gets there.
   *
   * @param autocreate false to leave it out
   * @throws IllegalStateException after load
   */
  public void setAutocreate(boolean autocreate) {
    set("bpf_map__set_autocreate", () -> libbpf().bpf_map__set_autocreate(pointer, autocreate));
  }

  /**
   * Whether a skeleton's attach attaches the map, if it is a struct_ops map.
   *
   * @return true unless it was turned off
   */
  public boolean autoattach() {
    return autoattach;
  }

  /**
   * Sets whether a skeleton's attach attaches the map, if it is a struct_ops map. As {@code
   * bpf_map__set_autoattach} of libbpf 1.5, and with any libbpf.
   *
   * @param autoattach false to leave it out
   */
  public void setAutoattach(boolean autoattach) {
    this.autoattach = autoattach;
  }

  /**
   * Whether this is a struct_ops map, which is attached and not looked into.
   *
   * @return true for {@code BPF_MAP_TYPE_STRUCT_OPS}
   */
  public boolean isStructOps() {
    return type() == MapTypes.STRUCT_OPS;
  }

  /**
   * Registers the functions of a struct_ops map with the kernel ({@code
   * bpf_map__attach_struct_ops}).
   *
   * @return the link; closing it takes them back, and so does closing the object
   * @throws BpfException if the kernel refuses, or this is no struct_ops map
   * @throws IllegalStateException before load
   */
  public BpfLink attachStructOps() {
    return object.afterLoad(
        subject,
        () -> {
          long link =
              LibbpfCall.pointer(
                  "bpf_map__attach_struct_ops",
                  subject,
                  () -> libbpf().bpf_map__attach_struct_ops(pointer));
          return new BpfLink(object, link, subject);
        });
  }

  /**
   * Sets where load pins the map, or finds it pinned ({@code bpf_map__set_pin_path}).
   *
   * @param path a path in a BPF file system
   * @throws IllegalStateException after load
   */
  public void setPinPath(String path) {
    try (Arena arena = new Arena()) {
      long text = arena.string(path);
      set("bpf_map__set_pin_path", () -> libbpf().bpf_map__set_pin_path(pointer, text));
    }
  }

  /**
   * Makes load use a map that is there already ({@code bpf_map__reuse_fd}), which gives this one
   * its type, sizes and flags. Data sections can so be shared: their variables are the other map's
   * after load.
   *
   * @param fd a map's file descriptor, of which libbpf makes a copy
   * @throws BpfException if it is none
   * @throws IllegalStateException after load
   */
  public void reuse(int fd) {
    set("bpf_map__reuse_fd", () -> libbpf().bpf_map__reuse_fd(pointer, fd));
  }

  /**
   * The map's file descriptor ({@code bpf_map__fd}), which belongs to the object and is closed with
   * it.
   *
   * @return the descriptor
   * @throws IllegalStateException before load, and for a map that load did not make
   */
  public int fd() {
    return object.locked(this::created);
  }

  /**
   * The map's entries, as bytes.
   *
   * @return lookup, update, delete and iteration
   */
  public MapEntries entries() {
    return entries;
  }

  /**
   * Maps the values of an array map into memory, for reading and writing ({@code mmap}).
   *
   * @return the mapping, which stays when the map and its object are closed
   * @throws BpfException if the kernel refuses: the map was made without {@code BPF_F_MMAPABLE}, or
   *     it is frozen
   * @throws IllegalStateException before load
   */
  public MappedMap mmap() {
    return mmap(true);
  }

  /**
   * Maps the values of an array map into memory, for reading only ({@code mmap}).
   *
   * @return the mapping, which stays when the map and its object are closed
   * @throws BpfException if the kernel refuses: the map was made without {@code BPF_F_MMAPABLE}
   * @throws IllegalStateException before load
   */
  public MappedMap mmapReadOnly() {
    return mmap(false);
  }

  private MappedMap mmap(boolean writable) {
    return object.locked(
        () -> {
          // As array_map_alloc of the kernel lays them out: values side by side, 8-byte aligned.
          long stride = (Integer.toUnsignedLong(libbpf().bpf_map__value_size(pointer)) + 7) & ~7L;
          long entriesCount = Integer.toUnsignedLong(libbpf().bpf_map__max_entries(pointer));
          return MappedMap.of(subject, created(), stride * entriesCount, writable);
        });
  }

  /**
   * Forbids every change from outside of BPF programs, for ever ({@code bpf_map_freeze}).
   *
   * @throws BpfException if the kernel refuses, such as while the map is mapped for writing
   * @throws IllegalStateException before load
   */
  public void freeze() {
    object.locked(
        () -> {
          int fd = created();
          return LibbpfCall.number(
              "bpf_map_freeze", subject, () -> Native.bpf().bpf_map_freeze(fd));
        });
  }

  /**
   * Makes something of the map's descriptor that must not outlive the map's object, which closes it
   * before itself, the last made first. The object cannot be closed meanwhile.
   *
   * @param maker is given the descriptor, which stays the object's
   * @param <T> what it makes
   * @return what it made
   * @throws IllegalStateException before load, and for a map that load did not make
   */
  public <T extends AutoCloseable> T own(IntFunction<T> maker) {
    return object.locked(
        () -> {
          T thing = maker.apply(created());
          object.own(thing);
          return thing;
        });
  }

  /**
   * Takes back {@link #own}, for what was closed before its object.
   *
   * @param thing what was made
   */
  public void disown(AutoCloseable thing) {
    object.alone(() -> object.disown(thing));
  }

  /** What a native buffer for a value must hold: one value a CPU for per-CPU maps. */
  int valueBytes() {
    return object.locked(
        () -> {
          int size = libbpf().bpf_map__value_size(pointer);
          return MapTypes.isPerCpu(libbpf().bpf_map__type(pointer))
              ? Math.multiplyExact((size + 7) & ~7, libbpf().libbpf_num_possible_cpus())
              : size;
        });
  }

  private int created() {
    int fd = libbpf().bpf_map__fd(pointer);
    if (fd < 0) {
      throw new IllegalStateException(
          subject
              + (object.isLoaded()
                  ? ": was not created (autocreate is off)"
                  : ": is not there yet; call load() first"));
    }
    return fd;
  }

  private int get(ToIntBiFunction<LibBpf, Long> getter) {
    return object.locked(() -> getter.applyAsInt(libbpf(), pointer));
  }

  private void set(String operation, IntSupplier setter) {
    object.beforeLoad(subject, () -> LibbpfCall.number(operation, subject, setter));
  }

  private static LibBpf libbpf() {
    return Native.libbpf();
  }

  @Override
  public String toString() {
    return subject;
  }
}
