package dev.bpfj.libbpf.map.codec;

import dev.bpfj.libbpf.internal.call.Arguments;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A key of a trie that finds the longest matching prefix: {@code struct bpf_lpm_trie_key}. For
 * addresses there is {@link IpPrefix}.
 *
 * <p>Immutable, thread-safe.
 */
public final class LpmKey {
  // LPM_DATA_SIZE_MAX of the kernel, lpm_trie.c
  private static final int MOST_BYTES = 256;

  private final byte[] data;
  private final int prefixLength;

  private LpmKey(byte[] data, int prefixLength) {
    this.data = data;
    this.prefixLength = prefixLength;
  }

  /**
   * A prefix, or all of something to find the longest prefix of.
   *
   * @param data the bytes, the most significant bit of the first one first
   * @param prefixLength how many bits count, from 0 to all
   * @return the key
   */
  public static LpmKey of(byte[] data, int prefixLength) {
    requireLength(prefixLength, data.length);
    return new LpmKey(data.clone(), prefixLength);
  }

  static void requireLength(int prefixLength, int bytes) {
    Arguments.inRange("prefix length", prefixLength, 0, (long) bytes * Byte.SIZE);
  }

  /**
   * The codec of keys.
   *
   * @param dataSize how many bytes a prefix can have: the size of the map's keys without the four
   *     of the length; 1 to 256
   * @return the codec
   * @throws IllegalArgumentException if the kernel has no such keys
   */
  public static MapCodec<LpmKey> codec(int dataSize) {
    return new Codec(
        Integer.BYTES + Arguments.inRange("LpmKey.codec: dataSize", dataSize, 1, MOST_BYTES));
  }

  private record Codec(int size) implements MapCodec<LpmKey> {
    @Override
    public void put(ByteBuffer buffer, int offset, LpmKey value) {
      if (value.data.length != size - Integer.BYTES) {
        throw new IllegalArgumentException(
            "wrong number of bytes: size="
                + value.data.length
                + ", expected="
                + (size - Integer.BYTES));
      }
      buffer.putInt(offset, value.prefixLength);
      buffer.put(offset + Integer.BYTES, value.data);
    }

    @Override
    public LpmKey get(ByteBuffer buffer, int offset) {
      byte[] data = new byte[size - Integer.BYTES];
      buffer.get(offset + Integer.BYTES, data);
      return new LpmKey(data, buffer.getInt(offset));
    }
  }

  /**
   * The bytes.
   *
   * @return a copy
   */
  public byte[] data() {
    return data.clone();
  }

  /**
   * How many bits count.
   *
   * @return from 0 to all
   */
  public int prefixLength() {
    return prefixLength;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LpmKey key
        && key.prefixLength == prefixLength
        && Arrays.equals(key.data, data);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(data) * 31 + prefixLength;
  }

  /** Such as {@code 0a000000/8}. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(data) + "/" + prefixLength;
  }
}
