package dev.bpfj.test.memory;

import static dev.bpfj.libbpf.internal.kernel.Errno.EEXIST;
import static dev.bpfj.libbpf.internal.kernel.Errno.EINVAL;
import static dev.bpfj.libbpf.internal.kernel.Errno.ENOSPC;

import dev.bpfj.libbpf.map.MapFlags;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A trie of prefixes: {@code BPF_MAP_TYPE_LPM_TRIE}, as Linux has it from 6.13 on. */
final class LpmContent extends MapContent {
  // The longest first. The kernel walks its trie in post-order, where a prefix comes after the
  // longer ones that begin with it, too, and the others come in the order of their bits.
  private final TreeMap<Prefix, byte[]> values =
      new TreeMap<>(
          Comparator.comparingLong(Prefix::length).reversed().thenComparing(Prefix::bits));
  // Keys as they were given: what is behind the prefix means nothing, and is given back.
  private final Map<Prefix, byte[]> keys = new HashMap<>();
  private final long maxEntries;

  /** What makes a key: its first bits, and zeros behind them. */
  private record Prefix(long length, ByteBuffer bits) {
    static @Nullable Prefix of(byte[] key) {
      long length = Keys.index(key);
      byte[] data = Arrays.copyOfRange(key, Integer.BYTES, key.length);
      return length > (long) data.length * Byte.SIZE ? null : cut(data, length);
    }

    static Prefix cut(byte[] data, long length) {
      byte[] bits = data.clone();
      for (int bit = (int) length; bit < bits.length * Byte.SIZE; bit++) {
        bits[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
      }
      return new Prefix(length, ByteBuffer.wrap(bits));
    }
  }

  LpmContent(long maxEntries) {
    this.maxEntries = maxEntries;
  }

  @Override
  byte @Nullable [] lookup(byte[] key) {
    Prefix wanted = Prefix.of(key);
    if (wanted == null) {
      return null;
    }
    for (long length = wanted.length(); length >= 0; length--) {
      byte[] value = values.get(Prefix.cut(wanted.bits().array(), length));
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static Prefix required(byte[] key) {
    Prefix prefix = Prefix.of(key);
    if (prefix == null) {
      throw new CallFailure(EINVAL);
    }
    return prefix;
  }

  @Override
  void update(byte[] key, byte[] value, long flags) {
    requireFlags(flags, MapFlags.EXIST);
    Prefix prefix = required(key);
    boolean isThere = values.containsKey(prefix);
    if (isThere && flags == MapFlags.NOEXIST) {
      throw new CallFailure(EEXIST);
    } else if (!isThere && flags == MapFlags.EXIST) {
      throw absent();
    } else if (!isThere && values.size() >= maxEntries) {
      throw new CallFailure(ENOSPC);
    }
    keys.put(prefix, key);
    values.put(prefix, value);
  }

  @Override
  void delete(byte[] key) {
    Prefix prefix = required(key);
    if (values.remove(prefix) == null) {
      throw absent();
    }
    keys.remove(prefix);
  }

  @Override
  byte @Nullable [] nextKey(byte @Nullable [] key) {
    Prefix prefix = key == null ? null : Prefix.of(key);
    Prefix next =
        prefix != null && values.containsKey(prefix)
            ? values.higherKey(prefix)
            : values.isEmpty() ? null : values.firstKey();
    return next == null ? null : keys.get(next);
  }
}
