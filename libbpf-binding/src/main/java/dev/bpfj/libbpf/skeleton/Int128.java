package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.internal.ctype.CInt128;
import java.math.BigInteger;

/**
 * Reads and writes 128-bit integers of a {@link View}, as two halves: another thread or program may
 * see one half changed and the other not, as in C.
 */
public final class Int128 {
  private Int128() {}

  /**
   * A signed 128-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @return its value
   */
  public static BigInteger getS128(View view, int offset) {
    return get(CInt128.SIGNED, view, offset);
  }

  /**
   * An unsigned 128-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @return its value, 0 to 2^128-1
   */
  public static BigInteger getU128(View view, int offset) {
    return get(CInt128.UNSIGNED, view, offset);
  }

  private static BigInteger get(CInt128 type, View view, int offset) {
    return type.of(
        Fields.get64(view, offset + CInt128.HIGH), Fields.get64(view, offset + CInt128.LOW));
  }

  /**
   * Sets a signed 128-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param value its value, -2^127 to 2^127-1
   */
  public static void setS128(View view, int offset, BigInteger value) {
    set(CInt128.SIGNED, view, offset, value);
  }

  /**
   * Sets an unsigned 128-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param value its value, 0 to 2^128-1
   */
  public static void setU128(View view, int offset, BigInteger value) {
    set(CInt128.UNSIGNED, view, offset, value);
  }

  private static void set(CInt128 type, View view, int offset, BigInteger value) {
    type.require(value, Refusal.NAMED);
    Fields.set64(view, offset + CInt128.LOW, CInt128.low(value));
    Fields.set64(view, offset + CInt128.HIGH, CInt128.high(value));
  }
}
