package dev.bpfj.libbpf.skeleton;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads and writes 128-bit integers of a {@link View}, as two halves: another thread or program may
 * see one half changed and the other not, as in C.
 */
public final class Int128 {
  private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
  private static final int LOW = LITTLE ? 0 : 8;
  private static final int HIGH = 8 - LOW;

  private static final BigInteger MAX_U128 = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);
  private static final BigInteger MAX_S128 = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);

  private Int128() {}

  /**
   * A signed 128-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @return its value
   */
  public static BigInteger getS128(View view, int offset) {
    return new BigInteger(bytes(view, offset));
  }

  /**
   * An unsigned 128-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @return its value, 0 to 2^128-1
   */
  public static BigInteger getU128(View view, int offset) {
    return new BigInteger(1, bytes(view, offset));
  }

  private static byte[] bytes(View view, int offset) {
    return ByteBuffer.allocate(16)
        .putLong(Fields.get64(view, offset + HIGH))
        .putLong(Fields.get64(view, offset + LOW))
        .array();
  }

  /**
   * Sets a signed 128-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param value its value, -2^127 to 2^127-1
   */
  public static void setS128(View view, int offset, BigInteger value) {
    if (value.bitLength() > 127) {
      throw Refusal.outOfRange(value, MAX_S128.not(), MAX_S128);
    }
    put(view, offset, value);
  }

  /**
   * Sets an unsigned 128-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param value its value, 0 to 2^128-1
   */
  public static void setU128(View view, int offset, BigInteger value) {
    if (value.signum() < 0 || value.bitLength() > 128) {
      throw Refusal.outOfRange(value, 0, MAX_U128);
    }
    put(view, offset, value);
  }

  private static void put(View view, int offset, BigInteger value) {
    Fields.set64(view, offset + LOW, value.longValue());
    Fields.set64(view, offset + HIGH, value.shiftRight(64).longValue());
  }
}
