package dev.bpfj.libbpf.map;

import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.map.codec.MapCodec;
import dev.bpfj.libbpf.map.codec.PerCpuCodec;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map with types: hash tables, tries, and all that looks values up by keys; arrays are {@link
 * ArrayMap}s. Its entries are there after load. Each operation is one system call and atomic.
 *
 * <p>What gives a value allocates it. Where that matters, {@link #lookupInto} fills one that there
 * is already, and {@link #update(Object, Object)} never allocates: with structs as keys and values,
 * which are used again, there is no garbage. Keys and values that are {@link Long} and the like are
 * objects too; {@link #cursor()} has the form without them.
 *
 * <p>All operations throw {@link IllegalStateException} before load, {@link BpfClosedException}
 * after close, {@link BpfException} if the kernel refuses, and {@link IllegalArgumentException} for
 * a key or value that its codec refuses, or if a codec's size is not the map's. Thread-safe.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class TypedMap<K, V> implements MapKind {
  private final BpfMap map;
  private final MapCodec<K> keys;
  private final MapCodec<V> values;
  // Its fields are final: a thread that does not see it yet makes it anew.
  private @Nullable KernelMap checked;

  private TypedMap(BpfMap map, MapCodec<K> keys, MapCodec<V> values) {
    this.map = Objects.requireNonNull(map, "map");
    this.keys = Objects.requireNonNull(keys, "keys");
    this.values = Objects.requireNonNull(values, "values");
  }

  /**
   * Gives a map types.
   *
   * @param map the map
   * @param keys the codec of its keys
   * @param values the codec of its values; {@link PerCpuCodec} for per-CPU maps
   * @param <K> the type of keys
   * @param <V> the type of values
   * @return the map with types
   */
  public static <K, V> TypedMap<K, V> of(BpfMap map, MapCodec<K> keys, MapCodec<V> values) {
    return new TypedMap<>(map, keys, values);
  }

  @Override
  public BpfMap map() {
    return map;
  }

  /**
   * The value of a key ({@code bpf_map_lookup_elem}).
   *
   * @param key the key
   * @return the value, if there is one
   */
  public Optional<V> lookup(K key) {
    KernelMap map = ready();
    CallBuffers buffers = map.take();
    try {
      putKey(buffers.key.buffer, 0, key);
      return map.lookup(buffers) ? Optional.of(value(buffers)) : Optional.empty();
    } finally {
      map.give(buffers);
    }
  }

  /**
   * The value of a key ({@code bpf_map_lookup_elem_flags}).
   *
   * @param key the key
   * @param flags such as {@link MapFlags#LOCK}
   * @return the value, if there is one
   */
  public Optional<V> lookup(K key, long flags) {
    KernelMap map = ready();
    CallBuffers buffers = map.take();
    try {
      putKey(buffers.key.buffer, 0, key);
      return map.lookup(buffers, flags) ? Optional.of(value(buffers)) : Optional.empty();
    } finally {
      map.give(buffers);
    }
  }

  /**
   * The value of a key, read into a value that there is already ({@code bpf_map_lookup_elem}): as
   * {@link #lookup(Object)}, but allocating nothing.
   *
   * <pre>{@code
   * Flow flow = new Flow();
   * Stats stats = new Stats();
   * while (running) {
   *   if (flows.lookupInto(flow.source(next()), stats)) {
   *     bytes += stats.bytes();
   *   }
   * }
   * }</pre>
   *
   * @param key the key
   * @param into what becomes the value, if there is one, and stays as it is if not; it is not to be
   *     shared with other threads meanwhile
   * @return whether there is one
   * @throws UnsupportedOperationException if values of this type do not change, see {@link
   *     MapCodec#getInto}
   */
  public boolean lookupInto(K key, V into) {
    KernelMap map = ready();
    CallBuffers buffers = map.take();
    try {
      putKey(buffers.key.buffer, 0, key);
      return map.lookup(buffers) && read(buffers, into);
    } finally {
      map.give(buffers);
    }
  }

  /**
   * Gives a key a value, whether it has one or not ({@code bpf_map_update_elem} with {@code
   * BPF_ANY}).
   *
   * @param key the key
   * @param value its value
   * @throws BpfException such as -E2BIG if the map is full, -EPERM if it is frozen
   */
  public void update(K key, V value) {
    update(key, value, MapFlags.ANY);
  }

  /**
   * Gives a key a value ({@code bpf_map_update_elem}).
   *
   * @param key the key
   * @param value its value
   * @param flags {@link MapFlags#ANY}, {@link MapFlags#NOEXIST} or {@link MapFlags#EXIST}, with
   *     {@link MapFlags#LOCK} or not
   * @throws BpfException such as -EEXIST or -ENOENT, as the flags ask, -E2BIG if the map is full,
   *     -EPERM if it is frozen
   */
  public void update(K key, V value, long flags) {
    KernelMap map = ready();
    CallBuffers buffers = map.take();
    try {
      putKey(buffers.key.buffer, 0, key);
      putValue(buffers.value.buffer, 0, value);
      map.update(buffers, flags);
    } finally {
      map.give(buffers);
    }
  }

  /**
   * Removes a key ({@code bpf_map_delete_elem}).
   *
   * @param key the key
   * @return whether it was there
   * @throws BpfException -EINVAL from arrays, whose entries are always there
   */
  public boolean delete(K key) {
    KernelMap map = ready();
    CallBuffers buffers = map.take();
    try {
      putKey(buffers.key.buffer, 0, key);
      return map.delete(buffers);
    } finally {
      map.give(buffers);
    }
  }

  /**
   * Removes a key and gives the value that it had, at once ({@code bpf_map_lookup_and_delete_elem},
   * for hash tables since Linux 5.14).
   *
   * @param key the key
   * @return the value, if there was one
   * @throws BpfException -ENOTSUPP from maps that cannot
   */
  public Optional<V> lookupAndDelete(K key) {
    KernelMap map = ready();
    CallBuffers buffers = map.take();
    try {
      putKey(buffers.key.buffer, 0, key);
      return map.lookupAndDelete(buffers, 0) ? Optional.of(value(buffers)) : Optional.empty();
    } finally {
      map.give(buffers);
    }
  }

  /**
   * The first key, in no particular order ({@code bpf_map_get_next_key}).
   *
   * @return the key, if there is one
   * @throws IllegalStateException as {@link #nextKey}
   */
  public Optional<K> firstKey() {
    KernelMap map = ready();
    CallBuffers buffers = map.take();
    try {
      return nextKey(buffers, map.firstKey(buffers));
    } finally {
      map.give(buffers);
    }
  }

  /**
   * The key after a key, in no particular order ({@code bpf_map_get_next_key}). A key that is no
   * longer there starts anew; {@link #forEach} does not.
   *
   * @param key the key
   * @return the next key, if there is one
   * @throws IllegalStateException if the codec does not write the next key as it was read: the one
   *     after it could not be asked for
   */
  public Optional<K> nextKey(K key) {
    KernelMap map = ready();
    CallBuffers buffers = map.take();
    try {
      putKey(buffers.key.buffer, 0, key);
      return nextKey(buffers, map.nextKey(buffers));
    } finally {
      map.give(buffers);
    }
  }

  private Optional<K> nextKey(CallBuffers buffers, boolean found) {
    return found
        ? Optional.of(unchangedKey(buffers.next.buffer, 0, buffers.key.buffer))
        : Optional.empty();
  }

  /**
   * Goes over all entries, in no particular order ({@code bpf_map_lookup_batch}, where the kernel
   * has it). Each key comes at most once, and each that is there all the while does come, whatever
   * the action and others delete and add meanwhile.
   *
   * @param action what to do with a key and its value
   * @throws ConcurrentModificationException if keys that the kernel gives only one by one are
   *     deleted by others faster than it can give them, for long
   */
  public void forEach(BiConsumer<? super K, ? super V> action) {
    typedBatch().forEach(action);
  }

  /**
   * Goes over all entries and removes them ({@code bpf_map_lookup_and_delete_batch}). From hash
   * tables each is taken at once, so that no update is lost; from other maps it is read first and
   * then removed, and what is put in between is lost.
   *
   * @param action what to do with a key and the value that it had; if it throws, up to some hundred
   *     entries are removed and not gone over
   * @throws BpfException -EINVAL from arrays, whose entries are always there
   */
  public void drain(BiConsumer<? super K, ? super V> action) {
    typedBatch().drain(action);
  }

  /**
   * All entries, as {@link #forEach} goes over them. Keys that are {@code byte[]} are found by
   * their content.
   *
   * @return those that are there now
   * @throws IllegalStateException if two keys are equal in Java and not in the kernel, such as
   *     structs that differ in their padding
   */
  public Map<K, V> toMap() {
    return typedBatch().toMap();
  }

  /**
   * All keys, as {@link #forEach} goes over them.
   *
   * @return those that are there now
   * @throws IllegalStateException if the codec does not write a key as it was read: it could not be
   *     looked up or deleted
   */
  public List<K> keys() {
    return typedBatch().keys();
  }

  /**
   * Gives many keys their values ({@code bpf_map_update_batch}, where the kernel has it).
   *
   * @param entries keys with their values
   * @throws BpfException if the kernel refuses one of them; those before it have their values
   */
  public void updateBatch(Map<? extends K, ? extends V> entries) {
    typedBatch().update(entries);
  }

  /**
   * Removes many keys ({@code bpf_map_delete_batch}, where the kernel has it).
   *
   * @param some the keys; those that are not there are passed by
   * @return how many of them were there
   * @throws BpfException -EINVAL from arrays, whose entries are always there
   */
  public int deleteBatch(Collection<? extends K> some) {
    return typedBatch().delete(some);
  }

  /**
   * Removes all keys, but for those that come while it does.
   *
   * @throws BpfException -EINVAL from arrays, whose entries are always there
   */
  public void clear() {
    typedBatch().clear();
  }

  /** A lookup to which the value is an argument, as Bloom filters have it. */
  boolean isKnown(K key, V value) {
    KernelMap map = ready();
    CallBuffers buffers = map.take();
    try {
      putKey(buffers.key.buffer, 0, key);
      putValue(buffers.value.buffer, 0, value);
      return map.lookup(buffers);
    } finally {
      map.give(buffers);
    }
  }

  /**
   * A key and a value in native memory with the map's operations on them.
   *
   * @return as {@link BpfMap#cursor}
   */
  public MapCursor cursor() {
    return map.cursor();
  }

  /**
   * Many keys and values in native memory with the map's operations on them.
   *
   * @param capacity how many entries there is to be room for, at least 1
   * @return as {@link BpfMap#batch}
   */
  public MapBatch batch(int capacity) {
    return map.batch(capacity);
  }

  private TypedBatch<K, V> typedBatch() {
    return new TypedBatch<>(this, ready());
  }

  K key(ByteBuffer buffer, int offset) {
    return made("key", keys.get(buffer, offset));
  }

  /**
   * A key that is the same one when it is written back.
   *
   * @param written where it may be written to
   */
  K unchangedKey(ByteBuffer buffer, int offset, ByteBuffer written) {
    K key = key(buffer, offset);
    putKey(written, 0, key);
    for (int i = 0; i < keys.size(); i++) {
      if (buffer.get(offset + i) != written.get(i)) {
        throw changed(key, buffer, offset, written);
      }
    }
    return key;
  }

  private IllegalStateException changed(K key, ByteBuffer buffer, int offset, ByteBuffer written) {
    return new IllegalStateException(
        this
            + ": its codec does not write a key as it was read, so that the key could be neither"
            + " looked up nor deleted; use entries(), whose keys are bytes: key="
            + key
            + ", read="
            + hex(buffer, offset)
            + ", written="
            + hex(written, 0));
  }

  private String hex(ByteBuffer buffer, int offset) {
    byte[] bytes = new byte[keys.size()];
    buffer.get(offset, bytes);
    return HexFormat.of().formatHex(bytes);
  }

  V value(ByteBuffer buffer, int offset) {
    return made("value", values.get(buffer, offset));
  }

  private <T> T made(String what, @Nullable T thing) {
    if (thing == null) {
      throw new IllegalArgumentException(this + ": its codec returned null for a " + what);
    }
    return thing;
  }

  V value(CallBuffers buffers) {
    return value(buffers.value.buffer, 0);
  }

  boolean read(CallBuffers buffers, V into) {
    try {
      values.getInto(buffers.value.buffer, 0, into);
      return true;
    } catch (UnsupportedOperationException e) {
      throw new UnsupportedOperationException(this + ": value: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(this + ": value: " + e.getMessage(), e);
    }
  }

  void putKey(ByteBuffer buffer, int offset, K key) {
    try {
      keys.put(buffer, offset, key);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(this + ": key: " + e.getMessage(), e);
    }
  }

  void putValue(ByteBuffer buffer, int offset, V value) {
    try {
      values.put(buffer, offset, value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(this + ": value: " + e.getMessage(), e);
    }
  }

  /** The map for system calls, once the sizes are known to be those of the codecs. */
  KernelMap ready() {
    KernelMap known = checked;
    return known != null ? known : check();
  }

  private KernelMap check() {
    KernelMap map = this.map.kernelMap();
    requireSize("keys", keys.size(), map.keySize());
    requireSize("values", values.size(), map.valueBytes());
    checked = map;
    return map;
  }

  private void requireSize(String what, int size, int expected) {
    if (size != expected) {
      throw new IllegalArgumentException(
          this
              + ": its "
              + what
              + " are not of the size of their type: size="
              + expected
              + ", type="
              + size);
    }
  }

  @Override
  public String toString() {
    return map.toString();
  }
}
