package dev.bpfj.libbpf.map.codec;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** C's 128-bit integers as keys and values of maps. */
public final class Int128Codec implements MapCodec<BigInteger> {
  private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
  private static final int LOW = LITTLE ? 0 : Long.BYTES;
  private static final int HIGH = Long.BYTES - LOW;

  private final boolean signed;
  private final BigInteger least;
  private final BigInteger most;

  private Int128Codec(boolean signed) {
    BigInteger values = BigInteger.ONE.shiftLeft(128);
    this.signed = signed;
    this.least = signed ? values.shiftRight(1).negate() : BigInteger.ZERO;
    this.most = least.add(values).subtract(BigInteger.ONE);
  }

  /**
   * {@code __int128}.
   *
   * @return the codec of -2^127 to 2^127-1
   */
  public static Int128Codec signed() {
    return new Int128Codec(true);
  }

  /**
   * {@code unsigned __int128}.
   *
   * @return the codec of 0 to 2^128-1
   */
  public static Int128Codec unsigned() {
    return new Int128Codec(false);
  }

  @Override
  public int size() {
    return 2 * Long.BYTES;
  }

  @Override
  public void put(ByteBuffer buffer, int offset, BigInteger value) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "value out of range: value=" + value + ", expected=" + least + " to " + most);
    }
    buffer.putLong(offset + LOW, value.longValue());
    buffer.putLong(offset + HIGH, value.shiftRight(Long.SIZE).longValue());
  }

  @Override
  public BigInteger get(ByteBuffer buffer, int offset) {
    byte[] bytes =
        ByteBuffer.allocate(size())
            .putLong(buffer.getLong(offset + HIGH))
            .putLong(buffer.getLong(offset + LOW))
            .array();
    return signed ? new BigInteger(bytes) : new BigInteger(1, bytes);
  }
}
