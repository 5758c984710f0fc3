package dev.bpfj.libbpf.map;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.error.UnsupportedFeatureException;
import dev.bpfj.libbpf.fd.Descriptor;
import dev.bpfj.libbpf.fd.OpenFile;
import dev.bpfj.libbpf.internal.access.MapOwner;
import dev.bpfj.libbpf.internal.call.Arguments;
import dev.bpfj.libbpf.internal.call.CStrings;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.LibbpfVersion;
import dev.bpfj.libbpf.internal.ctype.CInteger;
import dev.bpfj.libbpf.internal.raw.LibBpf;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongToIntFunction;
import java.util.function.LongUnaryOperator;

/**
 * How load creates a map of an object. Everything can be read at any time until the object is
 * closed, and set between open and load; a later change throws {@link IllegalStateException}.
 *
 * <pre>{@code
 * skel.maps().flows().settings().maxEntries(1 << 20).pinPath(Path.of("/sys/fs/bpf/flows"));
 * }</pre>
 *
 * <p>Thread-safe: threads take turns with the object.
 */
public final class MapSettings {
  private final MapOwner owner;
  private final long pointer;
  private final String subject;
  private volatile boolean autoattach = true;
  private volatile boolean reused;

  MapSettings(BpfObjectMap map) {
    this.owner = map.owner;
    this.pointer = map.pointer;
    this.subject = map.subject;
  }

  private long get(LongUnaryOperator getter) {
    return owner.locked(() -> getter.applyAsLong(pointer));
  }

  /** Checked before a descriptor of another owner is used. */
  private void requireBeforeLoad() {
    owner.beforeLoad(subject, () -> this);
  }

  /** Whatever is set goes through here, which refuses it after load. */
  private MapSettings set(String operation, LongToIntFunction setter) {
    return owner.beforeLoad(
        subject,
        () -> {
          LibbpfCall.number(operation, subject, () -> setter.applyAsInt(pointer));
          return this;
        });
  }

  /**
   * The map's type ({@code bpf_map__type}).
   *
   * @return its type, which may be one that has no name in {@link MapType}
   */
  public MapType type() {
    owner.lockOpen();
    try {
      return typeOfStruct();
    } finally {
      owner.unlock();
    }
  }

  private MapType typeOfStruct() {
    return new MapType(libbpf().bpf_map__type(pointer));
  }

  /**
   * Sets the map's type ({@code bpf_map__set_type}). Data sections, program arrays, arenas and
   * struct_ops maps stay what they are, and nothing else becomes one of them.
   *
   * @param type the new type
   * @return these settings
   * @throws IllegalArgumentException if the map cannot become of that type
   * @throws IllegalStateException after load
   */
  public MapSettings type(MapType type) {
    return set(
        "bpf_map__set_type",
        map -> {
          UnsafeChanges.requireType(subject, isSection(), typeOfStruct(), type);
          return libbpf().bpf_map__set_type(map, type.number());
        });
  }

  /**
   * The size of a key ({@code bpf_map__key_size}).
   *
   * @return bytes
   */
  public int keySize() {
    return (int) get(libbpf()::bpf_map__key_size);
  }

  /**
   * Sets the size of a key ({@code bpf_map__set_key_size}).
   *
   * @param size bytes
   * @return these settings
   * @throws IllegalArgumentException if it is negative
   * @throws IllegalStateException after load
   */
  public MapSettings keySize(int size) {
    Arguments.notNegative(subject + ": keySize", size);
    return set("bpf_map__set_key_size", map -> libbpf().bpf_map__set_key_size(map, size));
  }

  /**
   * The size of a value ({@code bpf_map__value_size}).
   *
   * @return bytes
   */
  public int valueSize() {
    return (int) get(libbpf()::bpf_map__value_size);
  }

  /**
   * Sets the size of a value ({@code bpf_map__set_value_size}). The map of a data section can grow
   * or shrink: its variables keep their values, and accessors follow to the new memory.
   *
   * @param size bytes
   * @return these settings
   * @throws IllegalArgumentException if it is negative
   * @throws IllegalStateException after load
   * @throws UnsupportedFeatureException for a data section, if libbpf is older than 1.3; or than
   *     1.6 and the object has externs ({@code __kconfig}, {@code __ksym}), whose names it would
   *     read at load from memory that it has freed
   */
  public MapSettings valueSize(int size) {
    Arguments.notNegative(subject + ": valueSize", size);
    return owner.beforeLoad(
        subject,
        () -> {
          Runnable change =
              () ->
                  LibbpfCall.number(
                      "bpf_map__set_value_size",
                      subject,
                      () -> libbpf().bpf_map__set_value_size(pointer, size));
          if (isSection()) {
            // Before 1.3 libbpf does not move the image, and the next call on it is a SIGSEGV.
            LibbpfVersion.require(
                owner.kernel(),
                "bpf_map__set_value_size",
                subject,
                "resizing a data section",
                1,
                3);
            owner.resize(subject, pointer, change);
          } else {
            change.run();
          }
          return this;
        });
  }

  /**
   * How many entries the map can have ({@code bpf_map__max_entries}).
   *
   * @return a number up to 2^32-1
   */
  public long maxEntries() {
    return get(map -> Integer.toUnsignedLong(libbpf().bpf_map__max_entries(map)));
  }

  /**
   * Sets how many entries the map can have ({@code bpf_map__set_max_entries}).
   *
   * @param entries a number up to 2^32-1
   * @return these settings
   * @throws IllegalArgumentException for a data section, which is one entry
   * @throws IllegalStateException after load
   */
  public MapSettings maxEntries(long entries) {
    Arguments.inRange(subject + ": maxEntries", entries, 0, CInteger.MAX_U32);
    return set(
        "bpf_map__set_max_entries",
        map -> {
          UnsafeChanges.requireMaxEntries(subject, isSection(), entries);
          return libbpf().bpf_map__set_max_entries(map, (int) entries);
        });
  }

  /**
   * The map's flags ({@code bpf_map__map_flags}).
   *
   * @return {@code BPF_F_*} of {@code linux/bpf.h}
   */
  public int mapFlags() {
    return (int) get(libbpf()::bpf_map__map_flags);
  }

  /**
   * Sets the map's flags ({@code bpf_map__set_map_flags}).
   *
   * @param flags {@code BPF_F_*} of {@code linux/bpf.h}
   * @return these settings
   * @throws IllegalStateException after load
   */
  public MapSettings mapFlags(int flags) {
    return set("bpf_map__set_map_flags", map -> libbpf().bpf_map__set_map_flags(map, flags));
  }

  /**
   * Whether load creates the map ({@code bpf_map__autocreate}).
   *
   * @return true unless it was turned off
   */
  public boolean autocreate() {
    return get(libbpf()::bpf_map__autocreate) != 0;
  }

  /**
   * Sets whether load creates the map ({@code bpf_map__set_autocreate}). A program that uses a map
   * that is not created is rejected, unless the verifier sees that it never gets there.
   *
   * @param autocreate false to leave it out
   * @return these settings
   * @throws IllegalStateException after load
   */
  public MapSettings autocreate(boolean autocreate) {
    return set("bpf_map__set_autocreate", map -> libbpf().bpf_map__set_autocreate(map, autocreate));
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
   * @param attach false to leave it out
   * @return these settings
   * @throws IllegalStateException after load
   */
  public MapSettings autoattach(boolean attach) {
    return owner.beforeLoad(
        subject,
        () -> {
          autoattach = attach;
          return this;
        });
  }

  /**
   * The NUMA node that the map's memory is to be on ({@code bpf_map__numa_node}).
   *
   * @return the node, which counts only with {@code BPF_F_NUMA_NODE} among the flags
   */
  public int numaNode() {
    return (int) get(libbpf()::bpf_map__numa_node);
  }

  /**
   * Sets the NUMA node that the map's memory is to be on ({@code bpf_map__set_numa_node}).
   *
   * @param node the node, which counts only with {@code BPF_F_NUMA_NODE} among the flags
   * @return these settings
   * @throws IllegalStateException after load
   */
  public MapSettings numaNode(int node) {
    return set("bpf_map__set_numa_node", map -> libbpf().bpf_map__set_numa_node(map, node));
  }

  /**
   * A number whose meaning depends on the type ({@code bpf_map__map_extra}), such as how many hash
   * functions a Bloom filter has.
   *
   * @return 64 bits
   */
  public long mapExtra() {
    return get(libbpf()::bpf_map__map_extra);
  }

  /**
   * Sets a number whose meaning depends on the type ({@code bpf_map__set_map_extra}).
   *
   * @param extra 64 bits
   * @return these settings
   * @throws IllegalArgumentException for an arena, which is mapped where its definition says
   * @throws IllegalStateException after load
   */
  public MapSettings mapExtra(long extra) {
    return set(
        "bpf_map__set_map_extra",
        map -> {
          UnsafeChanges.requireExtra(subject, typeOfStruct());
          return libbpf().bpf_map__set_map_extra(map, extra);
        });
  }

  /**
   * The network device that the map is offloaded to ({@code bpf_map__ifindex}).
   *
   * @return its index, or 0
   */
  public int ifindex() {
    return (int) get(libbpf()::bpf_map__ifindex);
  }

  /**
   * Sets the network device that the map is offloaded to ({@code bpf_map__set_ifindex}).
   *
   * @param ifindex its index, or 0
   * @return these settings
   * @throws IllegalStateException after load
   */
  public MapSettings ifindex(int ifindex) {
    return set("bpf_map__set_ifindex", map -> libbpf().bpf_map__set_ifindex(map, ifindex));
  }

  /**
   * The type of keys in the object's BTF ({@code bpf_map__btf_key_type_id}).
   *
   * @return its number, or 0 if the map has none
   */
  public int btfKeyTypeId() {
    return (int) get(libbpf()::bpf_map__btf_key_type_id);
  }

  /**
   * The type of values in the object's BTF ({@code bpf_map__btf_value_type_id}).
   *
   * @return its number, or 0 if the map has none
   */
  public int btfValueTypeId() {
    return (int) get(libbpf()::bpf_map__btf_value_type_id);
  }

  /**
   * What the inner maps of a map of maps are to be, if the object says ({@code
   * bpf_map__inner_map}). libbpf knows it until load, or until {@link #innerMap(BpfMap)} takes its
   * place. It cannot be changed: libbpf's setters, of any version, take it for an object's map, and
   * that is a SIGSEGV.
   *
   * @return the shape of inner maps
   */
  public Optional<MapShape> innerMap() {
    return owner.locked(
        () -> {
          long inner = libbpf().bpf_map__inner_map(pointer);
          return inner == 0 ? Optional.empty() : Optional.of(shape(inner));
        });
  }

  private MapShape shape(long map) {
    return new MapShape(
        CStrings.text(libbpf().bpf_map__name(map)),
        new MapType(libbpf().bpf_map__type(map)),
        libbpf().bpf_map__key_size(map),
        libbpf().bpf_map__value_size(map),
        Integer.toUnsignedLong(libbpf().bpf_map__max_entries(map)),
        libbpf().bpf_map__map_flags(map));
  }

  /**
   * Sets a map that the inner maps of a map of maps are to be like ({@code
   * bpf_map__set_inner_map_fd}), in place of what the object says.
   *
   * @param template a map that is in the kernel, of which this one keeps a descriptor until it is
   *     closed
   * @return these settings
   * @throws BpfException -EINVAL if this is no map of maps, or has a template from here already
   * @throws IllegalStateException after load, or if the template is not loaded
   */
  public MapSettings innerMap(BpfMap template) {
    requireBeforeLoad();
    owner.kernel().requireMachine(subject, "template for inner maps but the object's");
    OpenFile copy = template.use(OpenFile::copyOf);
    try {
      set("bpf_map__set_inner_map_fd", map -> libbpf().bpf_map__set_inner_map_fd(map, copy.fd()));
      return owner.locked(
          () -> {
            owner.own(copy); // libbpf reads the number when it loads
            return this;
          });
    } catch (RuntimeException e) {
      copy.close();
      throw e;
    }
  }

  /**
   * Where load pins the map, or finds it pinned ({@code bpf_map__pin_path}).
   *
   * @return a path, if there is to be one
   */
  public Optional<Path> pinPath() {
    return owner.locked(
        () ->
            Optional.ofNullable(CStrings.textOrNull(libbpf().bpf_map__pin_path(pointer)))
                .map(Path::of));
  }

  /**
   * Sets where load pins the map, or finds it pinned ({@code bpf_map__set_pin_path}).
   *
   * @param path a path in a BPF file system
   * @return these settings
   * @throws IllegalStateException after load
   */
  public MapSettings pinPath(Path path) {
    try (CallMemory memory = new CallMemory()) {
      long text = memory.string(path.toString());
      return set("bpf_map__set_pin_path", map -> libbpf().bpf_map__set_pin_path(map, text));
    }
  }

  /**
   * Makes load pin the map nowhere, and create it even if one is pinned, whatever its definition
   * says ({@code bpf_map__set_pin_path} with NULL).
   *
   * @return these settings
   * @throws IllegalStateException after load
   */
  public MapSettings noPinPath() {
    return set("bpf_map__set_pin_path", map -> libbpf().bpf_map__set_pin_path(map, 0));
  }

  /**
   * Makes load use a map that is in the kernel already ({@code bpf_map__reuse_fd}), which gives
   * this one its type, sizes and flags. Data sections can be shared this way: their variables are
   * the other map's after load.
   *
   * @param other a map, of which libbpf makes a descriptor of its own
   * @return these settings
   * @throws BpfException if there is no such descriptor
   * @throws IllegalArgumentException if it is not a map's, or the map cannot be of its type; or of
   *     its size, for a data section
   * @throws IllegalStateException after load, or if the other one is not loaded
   */
  public MapSettings reuse(Descriptor other) {
    requireBeforeLoad();
    owner.kernel().requireMachine(subject, "map that could be reused");
    other.use(this::reuse);
    return this;
  }

  private MapSettings reuse(int fd) {
    // What is looked at must be what is used, whoever closes the descriptor meanwhile.
    try (OpenFile copy = OpenFile.copyOf(subject, fd)) {
      set(
          "bpf_map__reuse_fd",
          map -> {
            MapDescriptor.require(subject, fd, copy.fd());
            MapInfo other = MapInfo.of(owner.kernel(), subject, copy.fd());
            int size = libbpf().bpf_map__value_size(map);
            UnsafeChanges.requireReusable(subject, isSection(), typeOfStruct(), size, other);
            return libbpf().bpf_map__reuse_fd(map, copy.fd());
          });
      reused = true;
      return this;
    }
  }

  /** Whether load uses a map that was in the kernel already. */
  boolean isReused() {
    return reused;
  }

  private boolean isSection() {
    return libbpf().bpf_map__is_internal(pointer) != 0;
  }

  private LibBpf libbpf() {
    return owner.kernel().libbpf();
  }
}
