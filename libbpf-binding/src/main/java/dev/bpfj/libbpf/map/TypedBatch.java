package dev.bpfj.libbpf.map;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
  private final MapBatch batch;

  TypedBatch(TypedMap<K, V> types, KernelMap map) {
    long entry = Math.max(1, (long) map.keySize() + map.valueBytes());
    long capacity = Math.min(ENTRIES, Math.min(map.info().maxEntries(), BYTES / entry));
    this.types = types;
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
    List<K> all = new ArrayList<>();
    for (int count = batch.lookup(); count > 0; count = batch.lookup()) {
      for (int i = 0; i < count; i++) {
        all.add(key(i));
      }
    }
    return all;
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
