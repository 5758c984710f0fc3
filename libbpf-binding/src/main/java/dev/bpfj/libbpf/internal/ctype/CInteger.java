package dev.bpfj.libbpf.internal.ctype;

import java.util.function.Function;

/** The integer types of C that Java represents by a wider type. */
public final class CInteger {
  public static final long MAX_U32 = 0xffff_ffffL;

  private static final int MAX_U8 = 0xff;
  private static final int MAX_U16 = 0xffff;

  private CInteger() {}

  /** The bits of a {@code __s8}. */
  public static byte s8(int value, Function<String, IllegalArgumentException> refusal) {
    if (value != (byte) value) {
      throw refusal.apply(outOfRange(value, Byte.MIN_VALUE, Byte.MAX_VALUE));
    }
    return (byte) value;
  }

  /** The bits of a {@code __u8}. */
  public static byte u8(int value, Function<String, IllegalArgumentException> refusal) {
    if ((value & ~MAX_U8) != 0) {
      throw refusal.apply(outOfRange(value, 0, MAX_U8));
    }
    return (byte) value;
  }

  /** The bits of a {@code __s16}. */
  public static short s16(int value, Function<String, IllegalArgumentException> refusal) {
    if (value != (short) value) {
      throw refusal.apply(outOfRange(value, Short.MIN_VALUE, Short.MAX_VALUE));
    }
    return (short) value;
  }

  /** The bits of a {@code __u16}. */
  public static short u16(int value, Function<String, IllegalArgumentException> refusal) {
    if ((value & ~MAX_U16) != 0) {
      throw refusal.apply(outOfRange(value, 0, MAX_U16));
    }
    return (short) value;
  }

  /** The bits of a {@code __u32}. */
  public static int u32(long value, Function<String, IllegalArgumentException> refusal) {
    if ((value & ~MAX_U32) != 0) {
      throw refusal.apply(outOfRange(value, 0, MAX_U32));
    }
    return (int) value;
  }

  /** Why a number is refused. */
  public static String outOfRange(Object value, Object least, Object most) {
    return "value out of range: value=" + value + ", expected=" + least + " to " + most;
  }
}
