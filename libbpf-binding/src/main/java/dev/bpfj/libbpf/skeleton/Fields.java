package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.memory.Memory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads and writes the fields of a {@link View}. Aligned fields are accessed opaquely: whole, and
 * anew at each call, so that a loop sees what the kernel writes. One-byte fields are too; they are
 * never touched together with a neighbour. Fields that are not aligned may be seen in parts.
 *
 * <p>Every accessor asks the {@link Memory} for its buffer, which fails once the object is closed,
 * and holds the buffer until the access is done: the memory is unmapped when nobody can reach it.
 *
 * <p>Several threads may read and write at once: of two writes one comes last, and no aligned field
 * is ever seen in parts.
 */
public final class Fields {
  static final VarHandle SHORT =
      MethodHandles.byteBufferViewVarHandle(short[].class, ByteOrder.nativeOrder());
  static final VarHandle INT =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
  static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final int MAX_U8 = 0xff;
  private static final int MAX_U16 = 0xffff;
  static final long MAX_U32 = 0xffff_ffffL;

  private Fields() {}

  /**
   * A signed 8-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @return its value
   */
  public static byte getS8(View view, int offset) {
    ByteBuffer buffer = view.memory.forReading();
    try {
      byte value = buffer.get(view.base + offset);
      // There is no opaque access of one byte; the fence keeps a loop from reading only once.
      VarHandle.acquireFence();
      return value;
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  /**
   * Sets a signed 8-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param value its value, -128 to 127
   */
  public static void setS8(View view, int offset, int value) {
    if (value != (byte) value) {
      throw Refusal.outOfRange(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
    }
    put8(view, offset, (byte) value);
  }

  private static void put8(View view, int offset, byte value) {
    ByteBuffer buffer = view.memory.forWriting();
    try {
      VarHandle.releaseFence();
      buffer.put(view.base + offset, value);
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  /**
   * An unsigned 8-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @return its value, 0 to 255
   */
  public static int getU8(View view, int offset) {
    return getS8(view, offset) & MAX_U8;
  }

  /**
   * Sets an unsigned 8-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param value its value, 0 to 255
   */
  public static void setU8(View view, int offset, int value) {
    if ((value & ~MAX_U8) != 0) {
      throw Refusal.outOfRange(value, 0, MAX_U8);
    }
    put8(view, offset, (byte) value);
  }

  /**
   * A {@code _Bool}.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @return false for 0, else true
   */
  public static boolean getBool(View view, int offset) {
    return getS8(view, offset) != 0;
  }

  /**
   * Sets a {@code _Bool}.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param value its value
   */
  public static void setBool(View view, int offset, boolean value) {
    put8(view, offset, (byte) (value ? 1 : 0));
  }

  /**
   * A signed 16-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @return its value
   */
  public static short getS16(View view, int offset) {
    ByteBuffer buffer = view.memory.forReading();
    try {
      int at = view.base + offset;
      return (at & 1) == 0 ? (short) SHORT.getOpaque(buffer, at) : (short) SHORT.get(buffer, at);
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  /**
   * Sets a signed 16-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param value its value, -32768 to 32767
   */
  public static void setS16(View view, int offset, int value) {
    if (value != (short) value) {
      throw Refusal.outOfRange(value, Short.MIN_VALUE, Short.MAX_VALUE);
    }
    put16(view, offset, (short) value);
  }

  private static void put16(View view, int offset, short value) {
    ByteBuffer buffer = view.memory.forWriting();
    try {
      int at = view.base + offset;
      if ((at & 1) == 0) {
        SHORT.setOpaque(buffer, at, value);
      } else {
        SHORT.set(buffer, at, value);
      }
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  /**
   * An unsigned 16-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @return its value, 0 to 65535
   */
  public static int getU16(View view, int offset) {
    return getS16(view, offset) & MAX_U16;
  }

  /**
   * Sets an unsigned 16-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param value its value, 0 to 65535
   */
  public static void setU16(View view, int offset, int value) {
    if ((value & ~MAX_U16) != 0) {
      throw Refusal.outOfRange(value, 0, MAX_U16);
    }
    put16(view, offset, (short) value);
  }

  /**
   * A signed 32-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @return its value
   */
  public static int getS32(View view, int offset) {
    ByteBuffer buffer = view.memory.forReading();
    try {
      int at = view.base + offset;
      return (at & 3) == 0 ? (int) INT.getOpaque(buffer, at) : (int) INT.get(buffer, at);
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  /**
   * Sets a signed 32-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param value its value
   */
  public static void setS32(View view, int offset, int value) {
    ByteBuffer buffer = view.memory.forWriting();
    try {
      int at = view.base + offset;
      if ((at & 3) == 0) {
        INT.setOpaque(buffer, at, value);
      } else {
        INT.set(buffer, at, value);
      }
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  /**
   * An unsigned 32-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @return its value, 0 to 2^32-1
   */
  public static long getU32(View view, int offset) {
    return Integer.toUnsignedLong(getS32(view, offset));
  }

  /**
   * Sets an unsigned 32-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param value its value, 0 to 2^32-1
   */
  public static void setU32(View view, int offset, long value) {
    setS32(view, offset, checkU32(value));
  }

  static int checkU32(long value) {
    if ((value & ~MAX_U32) != 0) {
      throw Refusal.outOfRange(value, 0, MAX_U32);
    }
    return (int) value;
  }

  /**
   * A 64-bit integer or pointer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @return its 64 bits
   */
  public static long get64(View view, int offset) {
    ByteBuffer buffer = view.memory.forReading();
    try {
      int at = view.base + offset;
      return (at & 7) == 0 ? (long) LONG.getOpaque(buffer, at) : (long) LONG.get(buffer, at);
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  /**
   * Sets a 64-bit integer or pointer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param value its 64 bits
   */
  public static void set64(View view, int offset, long value) {
    ByteBuffer buffer = view.memory.forWriting();
    try {
      int at = view.base + offset;
      if ((at & 7) == 0) {
        LONG.setOpaque(buffer, at, value);
      } else {
        LONG.set(buffer, at, value);
      }
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  /**
   * A {@code float}.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @return its value
   */
  public static float getFloat(View view, int offset) {
    return Float.intBitsToFloat(getS32(view, offset));
  }

  /**
   * Sets a {@code float}.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param value its value
   */
  public static void setFloat(View view, int offset, float value) {
    setS32(view, offset, Float.floatToRawIntBits(value));
  }

  /**
   * A {@code double}.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @return its value
   */
  public static double getDouble(View view, int offset) {
    return Double.longBitsToDouble(get64(view, offset));
  }

  /**
   * Sets a {@code double}.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param value its value
   */
  public static void setDouble(View view, int offset, double value) {
    set64(view, offset, Double.doubleToRawLongBits(value));
  }
}
