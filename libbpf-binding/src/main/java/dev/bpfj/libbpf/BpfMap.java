package dev.bpfj.libbpf;

import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.fd.Descriptor;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.map.KernelMap;
import dev.bpfj.libbpf.map.MapBatch;
import dev.bpfj.libbpf.map.MapCodecs;
import dev.bpfj.libbpf.map.MapCursor;
import dev.bpfj.libbpf.map.MapInfo;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.map.MappedMap;
import dev.bpfj.libbpf.map.TypedMap;
import java.util.function.IntFunction;

/**
 * A map of an object ({@code struct bpf_map}), or one {@link MapHandle by itself}. What it is made
 * of may be changed before load; its entries are there after load. {@link TypedMap} gives it types.
 * Safe for use by several threads.
 */
public non-sealed class BpfMap extends MapSettings implements Descriptor {
  BpfMap(MapOrigin origin) {
    super(origin);
  }

  /**
   * Another face of the same map, for the maps of {@link dev.bpfj.libbpf.map}.
   *
   * @param map the map
   */
  protected BpfMap(BpfMap map) {
    super(map.origin);
  }

  /**
   * Whether this is a struct_ops map, which is attached and not looked into.
   *
   * @return true for {@code BPF_MAP_TYPE_STRUCT_OPS}
   */
  public final boolean isStructOps() {
    return type().equals(MapType.STRUCT_OPS);
  }

  /**
   * Registers the functions of a struct_ops map with the kernel ({@code
   * bpf_map__attach_struct_ops}). A map of section {@code .struct_ops} is registered once in its
   * life, and what is then returned can be closed only; one of {@code .struct_ops.link}, from
   * libbpf 1.2 and Linux 6.4, has a link, and can be attached again when that is closed.
   *
   * @return the link; closing it takes them back, and so does closing the object
   * @throws BpfException if the kernel refuses, or this is no struct_ops map; -EEXIST if another
   *     has the name, -EBUSY if the map was registered before
   * @throws IllegalStateException before load
   */
  public final BpfLink attachStructOps() {
    return origin.attachStructOps();
  }

  final void replaceIn(BpfLink link) {
    origin.replaceIn(link);
  }

  /**
   * The map's file descriptor ({@code bpf_map__fd}), which belongs to the object and is closed with
   * it.
   *
   * @return the descriptor
   * @throws IllegalStateException before load, and for a map that load did not make
   */
  public final int fd() {
    return origin.withFd(fd -> fd);
  }

  @Override
  public final <T> T use(IntFunction<T> action) {
    KernelMap map = kernelMap();
    int fd = map.begin();
    try {
      return action.apply(fd);
    } finally {
      map.end();
    }
  }

  /**
   * What the kernel says of the map ({@code bpf_obj_get_info_by_fd}).
   *
   * @return id, type, sizes, flags
   * @throws IllegalStateException before load
   */
  public final MapInfo info() {
    return use(fd -> MapInfo.of(subject, fd));
  }

  /**
   * The map's entries, as bytes in the machine's layout. A per-CPU map's value is one value for
   * each possible CPU, each beginning at a multiple of 8 bytes.
   *
   * @return lookup, update, delete and iteration
   * @throws IllegalStateException before load
   */
  public final TypedMap<byte[], byte[]> entries() {
    KernelMap map = kernelMap();
    return TypedMap.of(
        this, MapCodecs.bytes(map.info().keySize()), MapCodecs.bytes(map.valueBytes()));
  }

  /**
   * A key and a value in native memory with the map's operations on them, for one thread: the form
   * that allocates nothing.
   *
   * @return a new cursor, before the first key
   * @throws IllegalStateException before load
   */
  public final MapCursor cursor() {
    return new MapCursor(kernelMap());
  }

  /**
   * Many keys and values in native memory with the map's operations on them, for one thread: the
   * form that allocates nothing.
   *
   * @param capacity how many entries there is to be room for, at least 1
   * @return a new batch, before the first entry
   * @throws IllegalStateException before load
   */
  public final MapBatch batch(int capacity) {
    return new MapBatch(kernelMap(), capacity);
  }

  /**
   * The map for system calls, for the maps of {@link dev.bpfj.libbpf.map}.
   *
   * @return the same for all faces of a map
   * @throws BpfClosedException after close
   * @throws IllegalStateException before load
   */
  protected final KernelMap kernelMap() {
    KernelMap map = origin.kernelMap();
    map.begin();
    map.end();
    return map;
  }

  /**
   * Maps the values of an array map into memory, for reading and writing ({@code mmap}).
   *
   * @return the mapping, which stays when the map and its object are closed
   * @throws BpfException if the kernel refuses: the map was made without {@code BPF_F_MMAPABLE}, or
   *     it is frozen
   * @throws IllegalArgumentException if the values are 2 GiB or more
   * @throws IllegalStateException before load, and for an arena
   */
  public final MappedMap mmap() {
    return mmap(true);
  }

  /**
   * Maps the values of an array map into memory, for reading only ({@code mmap}).
   *
   * @return the mapping, which stays when the map and its object are closed
   * @throws BpfException if the kernel refuses: the map was made without {@code BPF_F_MMAPABLE}
   * @throws IllegalArgumentException if the values are 2 GiB or more
   * @throws IllegalStateException before load, and for an arena
   */
  public final MappedMap mmapReadOnly() {
    return mmap(false);
  }

  private MappedMap mmap(boolean writable) {
    MapInfo info = kernelMap().info();
    if (info.type().equals(MapType.ARENA)) {
      throw noArena();
    }
    // As array_map_alloc of the kernel lays them out: values side by side, 8-byte aligned.
    long stride = (Integer.toUnsignedLong(info.valueSize()) + 7) & ~7L;
    long size =
        stride > Integer.MAX_VALUE ? Long.MAX_VALUE : stride * info.maxEntries(); // below 2^63
    return use(fd -> MappedMap.of(subject, fd, size, writable));
  }

  /**
   * An arena's first mapping decides for ever at which addresses its pointers point (arena_map_mmap
   * of the kernel), its pages cannot be moved to where other pages were, and an access for which
   * the kernel has no page ends the process, so that nothing that is safe to read could be made of
   * it.
   */
  private IllegalStateException noArena() {
    return new IllegalStateException(
        subject
            + ": an arena cannot be mapped: type=arena; exchange its values through an array map or"
            + " a global variable that a program copies them to");
  }

  /**
   * Forbids every change from outside of BPF programs, for ever ({@code bpf_map_freeze}).
   *
   * @throws BpfException if the kernel refuses, such as while the map is mapped for writing
   * @throws IllegalStateException before load
   */
  public final void freeze() {
    origin.withFd(
        fd -> LibbpfCall.number("bpf_map_freeze", subject, () -> Native.bpf().bpf_map_freeze(fd)));
  }

  /**
   * Pins the map where its definition says ({@code bpf_map__pin}).
   *
   * @throws BpfException if there is no such place, or something is there already
   * @throws IllegalStateException before load
   */
  public final void pin() {
    origin.pin(null);
  }

  /**
   * Pins the map ({@code bpf_map__pin}): it stays in the kernel, and can be opened from there,
   * until it is unpinned. An object's map can be pinned at one place, which {@link #setPinPath} may
   * have named already.
   *
   * @param path a path in a BPF file system
   * @throws BpfException if there is no such place, or something is there already
   * @throws IllegalStateException before load
   */
  public final void pin(String path) {
    origin.pin(path);
  }

  /**
   * Takes the map's pin away ({@code bpf_map__unpin}).
   *
   * @throws BpfException if there is none
   */
  public final void unpin() {
    origin.unpin(null);
  }

  /**
   * Takes the map's pin away ({@code bpf_map__unpin}).
   *
   * @param path where the map is pinned; anything else, such as another map's pin, stays
   * @throws BpfException if there is none, or it is another place
   */
  public final void unpin(String path) {
    origin.unpin(path);
  }

  /**
   * Whether the map is pinned, by load, {@link #pin} or where it was found ({@code
   * bpf_map__is_pinned}).
   *
   * @return false for a map that others have pinned
   */
  public final boolean isPinned() {
    return origin.isPinned();
  }

  /**
   * Makes something of the map's descriptor that must not outlive the map, or the object that it
   * belongs to, which closes it before itself, the last made first. Neither can be closed
   * meanwhile.
   *
   * @param maker is given the descriptor, which stays the map's
   * @param <T> what it makes
   * @return what it made
   * @throws IllegalArgumentException if it made nothing
   * @throws IllegalStateException before load, and for a map that load did not make
   */
  public final <T extends AutoCloseable> T own(IntFunction<T> maker) {
    return origin.own(maker);
  }

  /**
   * Takes back {@link #own}, for what was closed before its object.
   *
   * @param thing what was made
   */
  public final void disown(AutoCloseable thing) {
    origin.disown(thing);
  }

  @Override
  public final String toString() {
    return subject;
  }
}
