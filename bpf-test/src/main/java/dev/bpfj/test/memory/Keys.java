package dev.bpfj.test.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Keys and values that are numbers. */
final class Keys {
  private Keys() {}

  /** An array's key, or a descriptor. */
  static long index(byte[] key) {
    return Integer.toUnsignedLong(number(key));
  }

  static int number(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt(0);
  }

  static byte[] of(long number) {
    return ByteBuffer.allocate(Integer.BYTES)
        .order(ByteOrder.nativeOrder())
        .putInt((int) number)
        .array();
  }

  /** The index after one, as array_map_get_next_key of the kernel. */
  static byte @Nullable [] nextIndex(byte @Nullable [] key, long maxEntries) {
    long index = key == null ? Long.MAX_VALUE : index(key);
    if (index >= maxEntries) {
      return of(0);
    }
    return index == maxEntries - 1 ? null : of(index + 1);
  }
}
