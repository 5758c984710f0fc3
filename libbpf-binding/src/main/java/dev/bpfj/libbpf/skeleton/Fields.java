package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.internal.ctype.CInteger;

/**
 * Reads and writes the fields of a {@link View}. Aligned fields are accessed opaquely: whole, and
 * anew at each call, so that a loop sees what the kernel writes. One-byte fields are too; they are
 * never touched together with a neighbour. Fields that are not aligned may be seen in parts.
 *
 * <p>Every accessor fails once the object is closed, and keeps the memory mapped until the access
 * is done, whoever closes it meanwhile.
 *
 * <p>Several threads may read and write at once: of two writes one comes last, and no aligned field
 * is ever seen in parts.
 */
public final class Fields {
  private Fields() {}

  /**
   * A signed 8-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @return its value
   */
  public static byte getS8(View view, int offset) {
    return view.get8(offset);
  }

  /**
   * Sets a signed 8-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param value its value, -128 to 127
   */
  public static void setS8(View view, int offset, int value) {
    view.put8(offset, CInteger.s8(value, Refusal.NAMED));
  }

  /**
   * An unsigned 8-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @return its value, 0 to 255
   */
  public static int getU8(View view, int offset) {
    return Byte.toUnsignedInt(view.get8(offset));
  }

  /**
   * Sets an unsigned 8-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param value its value, 0 to 255
   */
  public static void setU8(View view, int offset, int value) {
    view.put8(offset, CInteger.u8(value, Refusal.NAMED));
  }

  /**
   * A {@code _Bool}.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @return false for 0, else true
   */
  public static boolean getBool(View view, int offset) {
    return view.get8(offset) != 0;
  }

  /**
   * Sets a {@code _Bool}.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param value its value
   */
  public static void setBool(View view, int offset, boolean value) {
    view.put8(offset, (byte) (value ? 1 : 0));
  }

  /**
   * A signed 16-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @return its value
   */
  public static short getS16(View view, int offset) {
    return view.get16(offset);
  }

  /**
   * Sets a signed 16-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param value its value, -32768 to 32767
   */
  public static void setS16(View view, int offset, int value) {
    view.put16(offset, CInteger.s16(value, Refusal.NAMED));
  }

  /**
   * An unsigned 16-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @return its value, 0 to 65535
   */
  public static int getU16(View view, int offset) {
    return Short.toUnsignedInt(view.get16(offset));
  }

  /**
   * Sets an unsigned 16-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param value its value, 0 to 65535
   */
  public static void setU16(View view, int offset, int value) {
    view.put16(offset, CInteger.u16(value, Refusal.NAMED));
  }

  /**
   * A signed 32-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @return its value
   */
  public static int getS32(View view, int offset) {
    return view.get32(offset);
  }

  /**
   * Sets a signed 32-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param value its value
   */
  public static void setS32(View view, int offset, int value) {
    view.put32(offset, value);
  }

  /**
   * An unsigned 32-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @return its value, 0 to 2^32-1
   */
  public static long getU32(View view, int offset) {
    return Integer.toUnsignedLong(view.get32(offset));
  }

  /**
   * Sets an unsigned 32-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param value its value, 0 to 2^32-1
   */
  public static void setU32(View view, int offset, long value) {
    view.put32(offset, CInteger.u32(value, Refusal.NAMED));
  }

  /**
   * A 64-bit integer or pointer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @return its 64 bits
   */
  public static long get64(View view, int offset) {
    return view.get64(offset);
  }

  /**
   * Sets a 64-bit integer or pointer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param value its 64 bits
   */
  public static void set64(View view, int offset, long value) {
    view.put64(offset, value);
  }

  /**
   * A {@code float}.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @return its value
   */
  public static float getFloat(View view, int offset) {
    return Float.intBitsToFloat(view.get32(offset));
  }

  /**
   * Sets a {@code float}.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param value its value
   */
  public static void setFloat(View view, int offset, float value) {
    view.put32(offset, Float.floatToRawIntBits(value));
  }

  /**
   * A {@code double}.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @return its value
   */
  public static double getDouble(View view, int offset) {
    return Double.longBitsToDouble(view.get64(offset));
  }

  /**
   * Sets a {@code double}.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param value its value
   */
  public static void setDouble(View view, int offset, double value) {
    view.put64(offset, Double.doubleToRawLongBits(value));
  }
}
