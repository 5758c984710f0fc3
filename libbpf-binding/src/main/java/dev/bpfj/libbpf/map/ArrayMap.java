package dev.bpfj.libbpf.map;

import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.map.codec.MapCodec;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import dev.bpfj.libbpf.map.codec.PerCpuCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An array, per-CPU or not, with a type for its values. Each index below the map's {@linkplain
 * BpfMap#maxEntries() number of entries} has a value, zeros at first; none can be added or deleted.
 * The values are there after load. Each operation is one system call and atomic.
 *
 * <pre>{@code
 * ArrayMap<PerCpu<Long>> counters = skel.maps().counters();
 * long dropped = counters.get(DROPPED).sum();
 * }</pre>
 *
 * <p>{@link #get} allocates the value. {@link #getInto} fills an existing one instead, and {@link
 * #set(int, Object)} never allocates.
 *
 * <p>All operations throw {@link IndexOutOfBoundsException} for an index that the array does not
 * have, {@link IllegalStateException} before load, {@link BpfClosedException} after close, {@link
 * BpfException} if the kernel refuses, and {@link IllegalArgumentException} for a value that its
 * codec refuses, or if the codec's size is not the map's. Thread-safe.
 *
 * @param <V> the type of values
 */
public final class ArrayMap<V> implements MapKind {
  private final TypedMap<Integer, V> entries;

  private ArrayMap(TypedMap<Integer, V> entries) {
    this.entries = entries;
  }

  /**
   * Gives an array a type.
   *
   * @param map the map, a {@link MapType#ARRAY} or {@link MapType#PERCPU_ARRAY}
   * @param values the codec of its values; {@link PerCpuCodec} for a per-CPU array
   * @param <V> the type of values
   * @return the map with a type
   */
  public static <V> ArrayMap<V> of(BpfMap map, MapCodec<V> values) {
    return new ArrayMap<>(TypedMap.of(map, MapCodecs.index(), values));
  }

  @Override
  public BpfMap map() {
    return entries.map();
  }

  /**
   * How many values there are ({@code bpf_map__max_entries}).
   *
   * @return a number up to 2^32-1, of which the first 2^31 have an index here
   */
  public long length() {
    return map().maxEntries();
  }

  /**
   * A value ({@code bpf_map_lookup_elem}).
   *
   * @param index its index
   * @return the value
   */
  public V get(int index) {
    KernelMap map = entries.ready();
    CallBuffers buffers = map.take();
    try {
      putIndex(map, buffers, index);
      require(map.lookup(buffers), map, index);
      return entries.value(buffers);
    } finally {
      map.give(buffers);
    }
  }

  /**
   * A value ({@code bpf_map_lookup_elem_flags}).
   *
   * @param index its index
   * @param flags such as {@link MapFlags#LOCK}
   * @return the value
   */
  public V get(int index, long flags) {
    KernelMap map = entries.ready();
    CallBuffers buffers = map.take();
    try {
      putIndex(map, buffers, index);
      require(map.lookup(buffers, flags), map, index);
      return entries.value(buffers);
    } finally {
      map.give(buffers);
    }
  }

  /**
   * Reads a value into an existing object ({@code bpf_map_lookup_elem}), which allocates nothing.
   *
   * @param index its index
   * @param into what becomes the value; other threads must not use it meanwhile
   * @throws UnsupportedOperationException if values of this type are immutable, see {@link
   *     MapCodec#getInto}
   */
  public void getInto(int index, V into) {
    KernelMap map = entries.ready();
    CallBuffers buffers = map.take();
    try {
      putIndex(map, buffers, index);
      require(map.lookup(buffers), map, index);
      entries.read(buffers, into);
    } finally {
      map.give(buffers);
    }
  }

  /**
   * Sets a value ({@code bpf_map_update_elem}).
   *
   * @param index its index
   * @param value the value
   * @throws BpfException such as -EPERM if the map is frozen
   */
  public void set(int index, V value) {
    set(index, value, MapFlags.ANY);
  }

  /**
   * Sets a value ({@code bpf_map_update_elem}).
   *
   * @param index its index
   * @param value the value
   * @param flags such as {@link MapFlags#LOCK}
   * @throws BpfException such as -EPERM if the map is frozen, -EEXIST for {@link MapFlags#NOEXIST}
   */
  public void set(int index, V value, long flags) {
    KernelMap map = entries.ready();
    CallBuffers buffers = map.take();
    try {
      putIndex(map, buffers, index);
      entries.putValue(buffers.value.buffer, 0, value);
      map.update(buffers, flags);
    } finally {
      map.give(buffers);
    }
  }

  /**
   * Sets many values ({@code bpf_map_update_batch}, where the kernel has it).
   *
   * @param first the index of the first one
   * @param values the values, for the indexes from there on
   * @throws BpfException if the kernel refuses one of them; those before it are set
   */
  public void setAll(int first, List<? extends V> values) {
    if (values.isEmpty()) {
      return;
    }
    KernelMap map = entries.ready();
    require(first >= 0 && first < map.info().maxEntries(), map, first);
    long last = first + values.size() - 1L;
    require(last < map.info().maxEntries() && last <= Integer.MAX_VALUE, map, last);
    Map<Integer, V> all = new LinkedHashMap<>();
    for (V value : values) {
      all.put(first + all.size(), value);
    }
    entries.updateBatch(all);
  }

  /** What {@link #forEach} does with a value. */
  @FunctionalInterface
  public interface Action<V> {
    /**
     * Does something with a value.
     *
     * @param index its index
     * @param value the value
     */
    void accept(int index, V value);
  }

  /**
   * Goes over all values, from index 0 on ({@code bpf_map_lookup_batch}, where the kernel has it).
   *
   * @param action what to do with each
   */
  public void forEach(Action<? super V> action) {
    entries.forEach(action::accept);
  }

  /**
   * All values, as {@link #forEach} goes over them.
   *
   * @return the values by index
   */
  public List<V> toList() {
    List<V> all = new ArrayList<>();
    forEach((index, value) -> all.add(value));
    return all;
  }

  /**
   * An index and a value in native memory with the map's operations on them.
   *
   * @return as {@link BpfMap#cursor}
   */
  public MapCursor cursor() {
    return map().cursor();
  }

  /**
   * Many indexes and values in native memory with the map's operations on them.
   *
   * @param capacity how many entries there is to be room for, at least 1
   * @return as {@link BpfMap#batch}
   */
  public MapBatch batch(int capacity) {
    return map().batch(capacity);
  }

  private static void putIndex(KernelMap map, CallBuffers buffers, int index) {
    require(index >= 0 && index < map.info().maxEntries(), map, index);
    buffers.key.buffer.putInt(0, index);
  }

  private static void require(boolean there, KernelMap map, long index) {
    if (!there) {
      throw new IndexOutOfBoundsException(
          map.subject() + ": index=" + index + ", maxEntries=" + map.info().maxEntries());
    }
  }

  @Override
  public String toString() {
    return entries.toString();
  }
}
