package dev.bpfj.libbpf.map;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * What a map with types does with all or many entries at once, for one call of its user.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
final class TypedBatch<K, V> {
  private static final long ENTRIES = 512;
  private static final long BYTES = 1 << 18;

  private final TypedMap<K, V> types;
  private final KernelMap map;
  private final MapBatch batch;

  TypedBatch(TypedMap<K, V> types, KernelMap map) {
    long entry = Math.max(1, (long) map.keySize() + map.valueBytes());
    long capacity = Math.min(ENTRIES, Math.min(map.info().maxEntries(), BYTES / entry));
    this.types = types;
    this.map = map;
    this.batch = new MapBatch(map, (int) Math.max(1, capacity));
  }

  void forEach(BiConsumer<? super K, ? super V> action) {
    for (int count = batch.lookup(); count > 0; count = batch.lookup()) {
      deliver(count, action);
    }
  }

  void drain(BiConsumer<? super K, ? super V> action) {
    for (int count = batch.lookupAndDelete(); count > 0; count = batch.lookupAndDelete()) {
      deliver(count, action);
    }
  }

  private void deliver(int count, BiConsumer<? super K, ? super V> action) {
    for (int i = 0; i < count; i++) {
      action.accept(key(i), types.value(batch.values(), batch.valueOffset(i)));
    }
  }

  private K key(int index) {
    return types.key(batch.keys(), batch.keyOffset(index));
  }

  private void putKey(int index, K key) {
    types.putKey(batch.keys(), batch.keyOffset(index), key);
  }

  List<K> keys() {
    ByteBuffer written = new NativeBuffer(map.keySize()).buffer;
    List<K> all = new ArrayList<>();
    for (int count = batch.lookup(); count > 0; count = batch.lookup()) {
      for (int i = 0; i < count; i++) {
        all.add(types.unchangedKey(batch.keys(), batch.keyOffset(i), written));
      }
    }
    return all;
  }

  /** All entries. Where Java takes two keys for one, one of them would be missing: refused. */
  Map<K, V> toMap() {
    Map<K, V> all = new LinkedHashMap<>();
    Map<K, byte[]> read = new HashMap<>();
    for (int count = batch.lookup(); count > 0; count = batch.lookup()) {
      for (int i = 0; i < count; i++) {
        K key = key(i);
        if (all.isEmpty()) {
          all = emptyMapOf(key);
        }
        byte[] bytes = new byte[map.keySize()];
        batch.keys().get(batch.keyOffset(i), bytes);
        byte[] before = read.put(key, bytes);
        if (before != null && !Arrays.equals(before, bytes)) {
          throw sameKey(key, before, bytes);
        }
        all.put(key, types.value(batch.values(), batch.valueOffset(i)));
      }
    }
    return all;
  }

  /** Arrays are equal to themselves alone, so that nobody could look one of them up. */
  @SuppressWarnings("unchecked")
  private Map<K, V> emptyMapOf(K key) {
    return key instanceof byte[]
        ? (Map<K, V>) new TreeMap<byte[], V>(Arrays::compareUnsigned)
        : new LinkedHashMap<>();
  }

  private IllegalStateException sameKey(K key, byte[] first, byte[] second) {
    HexFormat hex = HexFormat.of();
    return new IllegalStateException(
        types
            + ": two different keys are equal in Java, so that a java.util.Map could hold only one of"
            + " them; forEach visits both: key="
            + key
            + ", first="
            + hex.formatHex(first)
            + ", second="
            + hex.formatHex(second));
  }

  void update(Map<? extends K, ? extends V> entries) {
    int count = 0;
    for (Map.Entry<? extends K, ? extends V> entry : entries.entrySet()) {
      putKey(count, entry.getKey());
      types.putValue(batch.values(), batch.valueOffset(count), entry.getValue());
      if (++count == batch.capacity()) {
        batch.update(count, 0);
        count = 0;
      }
    }
    batch.update(count, 0);
  }

  /** Gives how many of the keys were there. */
  int delete(Collection<? extends K> some) {
    int deleted = 0;
    int count = 0;
    for (K key : some) {
      putKey(count, key);
      if (++count == batch.capacity()) {
        deleted += batch.delete(count);
        count = 0;
      }
    }
    return deleted + batch.delete(count);
  }

  void clear() {
    int removed;
    do {
      removed = batch.lookupAndDelete();
    } while (removed > 0);
  }
}
