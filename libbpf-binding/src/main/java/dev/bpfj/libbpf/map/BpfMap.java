package dev.bpfj.libbpf.map;

import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.fd.Descriptor;
import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import java.nio.file.Path;
import java.util.function.IntFunction;

/**
 * A BPF map: what can be done with every map that is in the kernel. An object's map ({@link
 * BpfObjectMap}) is there after load; until then its name, type and sizes can be read, and changed
 * through its {@link BpfObjectMap#settings() settings}. A {@link MapHandle} is a map by itself.
 * {@link TypedMap}, {@link ArrayMap} and the other {@linkplain MapKind kinds} give a map types.
 *
 * <p>Thread-safe.
 */
public abstract sealed class BpfMap implements Descriptor permits BpfObjectMap, MapHandle {
  final String subject;
  private final String name;

  BpfMap(String name) {
    this.name = name;
    this.subject = "map \"" + name + "\"";
  }

  /** The map for system calls, whether it is closed or not. */
  abstract KernelMap kernelMapOrClosed();

  /** What the map's calls go to. */
  abstract Kernel kernel();

  /** Runs an action on the descriptor, which stays open meanwhile. */
  abstract <T> T withFd(IntFunction<T> action);

  /** The settings of an object's map. */
  abstract MapSettings requireSettings();

  abstract <T extends AutoCloseable> T own(IntFunction<T> maker);

  abstract void disown(AutoCloseable resource);

  /**
   * The map's name ({@code bpf_map__name}).
   *
   * @return its name in C; libbpf names the maps of data sections, and the kernel knows the first
   *     15 characters of a name
   */
  public final String name() {
    return name;
  }

  /**
   * The map's type ({@code bpf_map__type}).
   *
   * @return its type, which may be one that has no name in {@link MapType}
   */
  public abstract MapType type();

  /**
   * The size of a key ({@code bpf_map__key_size}).
   *
   * @return bytes
   */
  public abstract int keySize();

  /**
   * The size of a value ({@code bpf_map__value_size}), for per-CPU maps that of one CPU.
   *
   * @return bytes
   */
  public abstract int valueSize();

  /**
   * How many entries the map can have ({@code bpf_map__max_entries}).
   *
   * @return a number up to 2^32-1
   */
  public abstract long maxEntries();

  /**
   * The map's flags ({@code bpf_map__map_flags}).
   *
   * @return {@code BPF_F_*} of {@code linux/bpf.h}
   */
  public abstract int mapFlags();

  /**
   * The map's file descriptor ({@code bpf_map__fd}), which belongs to the map and is closed with it
   * or its object.
   *
   * @return the descriptor
   * @throws IllegalStateException before load, and for a map that load did not create
   */
  public final int fd() {
    return withFd(fd -> fd);
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
   * Asks the kernel about the map ({@code bpf_obj_get_info_by_fd}).
   *
   * @return id, type, sizes, flags
   * @throws IllegalStateException before load
   */
  public final MapInfo info() {
    return use(fd -> MapInfo.of(kernel(), subject, fd));
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
   * The map for system calls, the same each time.
   *
   * @throws BpfClosedException after close
   * @throws IllegalStateException before load
   */
  final KernelMap kernelMap() {
    KernelMap map = kernelMapOrClosed();
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
    return use(fd -> MappedMap.of(kernel(), subject, fd, size, writable));
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
    withFd(
        fd ->
            LibbpfCall.number("bpf_map_freeze", subject, () -> kernel().bpf().bpf_map_freeze(fd)));
  }

  /**
   * Pins the map ({@code bpf_map__pin}, {@code bpf_obj_pin}): it stays in the kernel, and can be
   * opened by {@link MapHandle#ofPinned}, until it is unpinned. An object's map can be pinned at
   * one place, which its {@linkplain MapSettings#pinPath(Path) settings} may have named already.
   *
   * @param path a path in a BPF file system
   * @throws BpfException if there is no such place, or something is there already
   * @throws IllegalStateException before load
   */
  public abstract void pin(Path path);

  /**
   * Removes the map's pin ({@code bpf_map__unpin}).
   *
   * @param path where the map is pinned; anything else, such as another map's pin, stays
   * @throws BpfException if there is none, or it is another place
   */
  public abstract void unpin(Path path);

  @Override
  public final String toString() {
    return subject;
  }
}
