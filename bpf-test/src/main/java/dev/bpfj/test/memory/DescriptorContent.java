package dev.bpfj.test.memory;

import static dev.bpfj.libbpf.internal.kernel.Errno.E2BIG;
import static dev.bpfj.libbpf.internal.kernel.Errno.EINVAL;

import java.util.Arrays;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A map of maps or programs: they are put in by descriptor, and read as an id. An array has an
 * empty place for each index; of a hash table the rules are those of {@link HashContent}.
 */
final class DescriptorContent extends MapContent {
  /** What can be put in: it is kept as long as it is there. */
  interface Item {
    /** What a lookup gives. */
    int id();

    /** Keeps it. */
    void hold();

    /** Lets go of it. */
    void release();
  }

  private final TreeMap<byte[], Item> items = new TreeMap<>(Arrays::compareUnsigned);
  private final IntFunction<? extends Item> byDescriptor;
  private final long maxEntries;
  private final @Nullable HashContent keys; // null for an array

  /**
   * Makes an empty one.
   *
   * @param maxEntries how many can be in it
   * @param isArray whether keys are indexes
   * @param byDescriptor finds what a descriptor is of, and refuses what is of another kind
   */
  DescriptorContent(long maxEntries, boolean isArray, IntFunction<? extends Item> byDescriptor) {
    this.maxEntries = maxEntries;
    this.byDescriptor = byDescriptor;
    this.keys = isArray ? null : new HashContent(maxEntries, false);
  }

  @Override
  byte @Nullable [] lookup(byte[] key) {
    Item item = items.get(key);
    return item == null ? null : Keys.of(item.id());
  }

  @Override
  void update(byte[] key, byte[] value, long flags) {
    if (keys == null && flags != 0) {
      throw new CallFailure(EINVAL);
    }
    requireIndex(key);
    Item item = byDescriptor.apply(Keys.number(value));
    if (keys != null) {
      keys.update(key, value, flags);
    }
    put(key, item);
  }

  private void put(byte[] key, Item item) {
    item.hold();
    Item before = items.put(key, item);
    if (before != null) {
      before.release();
    }
  }

  private void requireIndex(byte[] key) {
    if (keys == null && Keys.index(key) >= maxEntries) {
      throw new CallFailure(E2BIG);
    }
  }

  @Override
  void delete(byte[] key) {
    requireIndex(key);
    Item item = items.remove(key);
    if (item == null) {
      throw absent();
    }
    item.release();
    if (keys != null) {
      keys.delete(key);
    }
  }

  @Override
  byte @Nullable [] nextKey(byte @Nullable [] key) {
    return keys == null ? Keys.nextIndex(key, maxEntries) : keys.nextKey(key);
  }

  @Override
  void release() {
    BiConsumer<byte[], Item> release = (key, item) -> item.release();
    items.forEach(release);
    items.clear();
  }
}
