package dev.bpfj.test.memory;

import static dev.bpfj.libbpf.internal.kernel.Errno.E2BIG;
import static dev.bpfj.libbpf.internal.kernel.Errno.EEXIST;

import dev.bpfj.libbpf.map.MapFlags;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A hash table: {@code BPF_MAP_TYPE_HASH}, {@code LRU_HASH}, and those per CPU, whose values are
 * those of all CPUs. Its order is that of the keys' bytes; the kernel's has no meaning either.
 */
final class HashContent extends MapContent {
  private final NavigableMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);
  // By when they were last given a value; of an LRU table alone.
  private final NavigableMap<Long, byte[]> uses = new TreeMap<>();
  private final Map<byte[], Long> lastUse = new TreeMap<>(Arrays::compareUnsigned);
  private final long maxEntries;
  private final boolean evicts;
  private long clock;

  /**
   * Makes an empty table.
   *
   * @param maxEntries how many entries it can have
   * @param evicts whether a new entry takes the place of the one that was unused for longest
   */
  HashContent(long maxEntries, boolean evicts) {
    this.maxEntries = maxEntries;
    this.evicts = evicts;
  }

  @Override
  byte @Nullable [] lookup(byte[] key) {
    return entries.get(key);
  }

  @Override
  void update(byte[] key, byte[] value, long flags) {
    requireFlags(flags, MapFlags.EXIST);
    boolean isThere = entries.containsKey(key);
    if (isThere && flags == MapFlags.NOEXIST) {
      throw new CallFailure(EEXIST);
    } else if (!isThere && flags == MapFlags.EXIST) {
      throw absent();
    } else if (!isThere && entries.size() >= maxEntries) {
      makeRoom();
    }
    entries.put(key, value);
    use(key);
  }

  private void makeRoom() {
    if (!evicts) {
      throw new CallFailure(E2BIG);
    }
    remove(uses.firstEntry().getValue());
  }

  private void use(byte[] key) {
    if (evicts) {
      Long before = lastUse.put(key, ++clock);
      if (before != null) {
        uses.remove(before);
      }
      uses.put(clock, key);
    }
  }

  private void remove(byte[] key) {
    entries.remove(key);
    Long use = lastUse.remove(key);
    if (use != null) {
      uses.remove(use);
    }
  }

  @Override
  void delete(byte[] key) {
    lookupAndDelete(key, 0);
  }

  @Override
  byte[] lookupAndDelete(byte[] key, long flags) {
    requireFlags(flags, 0);
    byte[] value = entries.get(key);
    if (value == null) {
      throw absent();
    }
    remove(key);
    return value;
  }

  /** The key after one, whether that one is there or not. */
  byte @Nullable [] keyAfter(byte[] key) {
    return entries.higherKey(key);
  }

  @Override
  byte @Nullable [] nextKey(byte @Nullable [] key) {
    if (key == null || !entries.containsKey(key)) {
      return entries.isEmpty() ? null : entries.firstKey();
    }
    return entries.higherKey(key);
  }
}
