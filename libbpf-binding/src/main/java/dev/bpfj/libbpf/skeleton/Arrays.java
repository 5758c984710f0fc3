package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.internal.ctype.CText;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Indexes, lengths and bulk copies of the arrays of a {@link View}.
 *
 * <p>Several threads may read and write at once; a whole array is copied element by element, so
 * that one that others write meanwhile is seen partly old and partly new.
 */
public final class Arrays {
  private static final int SHORT = 64;

  private Arrays() {}

  /**
   * Refuses long arrays that are not in the view's memory, before they are allocated or zeroed. For
   * short ones, those of most structs, that would be most of the work: whether an element is there
   * is found out when it is accessed.
   */
  private static void requireInside(View view, int offset, int length, int stride) {
    if (length < 0 || length > SHORT) {
      requireLongInside(view, offset, length, stride);
    }
  }

  private static void requireLongInside(View view, int offset, int length, int stride) {
    if (length < 0) {
      throw Refusal.refuse("a negative length: length=" + length);
    }
    long size = view.memory.forReading().capacity();
    Objects.checkFromIndexSize(BufferCells.at(view, offset), (long) length * stride, size);
  }

  private static void requireFit(View view, int offset, int length, int stride, int given) {
    checkFits(length, given);
    requireInside(view, offset, length, stride);
  }

  private static void requirePlace(int offset, int stride) {
    if (offset < 0 || stride < 1) {
      throw Refusal.refuse("no place of an array: offset=" + offset + ", stride=" + stride);
    }
  }

  /**
   * Checks an index.
   *
   * @param index the index
   * @param length the array's length
   * @return the index
   * @throws IndexOutOfBoundsException if the array has no such element
   */
  public static int index(int index, int length) {
    return Objects.checkIndex(index, length);
  }

  /**
   * The length of the last array of a section. It is the declared one, unless the section was
   * resized: then it is what has room.
   *
   * @param section the section
   * @param offset the array's offset in the section, in bytes
   * @param stride an element's size in bytes
   * @param declared the array's length in C
   * @param sectionSize the section's size in C, in bytes
   * @return how many elements there are now
   */
  public static int length(
      DataSection section, int offset, int stride, int declared, int sectionSize) {
    requirePlace(offset, stride);
    int size = section.memory.forReading().capacity();
    return size == sectionSize ? declared : Math.max(0, size - offset) / stride;
  }

  /**
   * The length of a flexible array at the end of a struct: what has room in the bytes that the
   * struct was given.
   *
   * @param struct the struct
   * @param offset the array's offset in the struct, in bytes
   * @param stride an element's size in bytes
   * @return how many elements there are
   */
  public static int rest(StructView struct, int offset, int stride) {
    requirePlace(offset, stride);
    return Math.max(0, struct.extent - offset) / stride;
  }

  /**
   * Copies bytes out.
   *
   * @param view the view
   * @param offset their offset in the view
   * @param length how many
   * @return a new array
   */
  public static byte[] getBytes(View view, int offset, int length) {
    ByteBuffer buffer = view.memory.forReading();
    try {
      requireInside(view, offset, length, 1);
      byte[] bytes = new byte[length];
      buffer.get(BufferCells.at(view, offset), bytes);
      VarHandle.acquireFence();
      return bytes;
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  /**
   * Copies bytes in, and sets the rest to 0.
   *
   * @param view the view
   * @param offset their offset in the view
   * @param length the array's length
   * @param bytes at most as many
   */
  public static void setBytes(View view, int offset, int length, byte[] bytes) {
    checkFits(length, bytes.length);
    ByteBuffer buffer = view.memory.forWriting();
    try {
      int at = BufferCells.at(view, offset);
      // Fails before the first byte is changed, should the memory be shorter than the array.
      Objects.checkFromIndexSize(at, length, buffer.limit());
      VarHandle.releaseFence();
      buffer.put(at, bytes);
      for (int i = bytes.length; i < length; i++) {
        buffer.put(at + i, (byte) 0);
      }
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  private static void checkFits(int length, int given) {
    if (given > length) {
      throw Refusal.refuse(CText.tooLong("array", given, length));
    }
  }

  /**
   * Copies signed 16-bit integers out, each read whole.
   *
   * @param view the view
   * @param offset their offset in the view, in bytes
   * @param length how many
   * @return a new array
   */
  public static short[] getS16(View view, int offset, int length) {
    requireInside(view, offset, length, 2);
    short[] values = new short[length];
    for (int i = 0; i < length; i++) {
      values[i] = Fields.getS16(view, offset + 2 * i);
    }
    return values;
  }

  /**
   * Copies signed 16-bit integers in, and sets the rest to 0.
   *
   * @param view the view
   * @param offset their offset in the view, in bytes
   * @param length the array's length
   * @param values at most as many
   */
  public static void setS16(View view, int offset, int length, short[] values) {
    requireFit(view, offset, length, 2, values.length);
    for (int i = 0; i < length; i++) {
      Fields.setS16(view, offset + 2 * i, i < values.length ? values[i] : 0);
    }
  }

  /**
   * Copies unsigned 16-bit integers out, each read whole.
   *
   * @param view the view
   * @param offset their offset in the view, in bytes
   * @param length how many
   * @return a new array
   */
  public static int[] getU16(View view, int offset, int length) {
    requireInside(view, offset, length, 2);
    int[] values = new int[length];
    for (int i = 0; i < length; i++) {
      values[i] = Fields.getU16(view, offset + 2 * i);
    }
    return values;
  }

  /**
   * Copies unsigned 16-bit integers in, and sets the rest to 0.
   *
   * @param view the view
   * @param offset their offset in the view, in bytes
   * @param length the array's length
   * @param values at most as many, each 0 to 65535
   */
  public static void setU16(View view, int offset, int length, int[] values) {
    requireFit(view, offset, length, 2, values.length);
    for (int i = 0; i < length; i++) {
      Fields.setU16(view, offset + 2 * i, i < values.length ? values[i] : 0);
    }
  }

  /**
   * Copies signed 32-bit integers out, each read whole.
   *
   * @param view the view
   * @param offset their offset in the view, in bytes
   * @param length how many
   * @return a new array
   */
  public static int[] getS32(View view, int offset, int length) {
    requireInside(view, offset, length, 4);
    int[] values = new int[length];
    for (int i = 0; i < length; i++) {
      values[i] = Fields.getS32(view, offset + 4 * i);
    }
    return values;
  }

  /**
   * Copies signed 32-bit integers in, and sets the rest to 0.
   *
   * @param view the view
   * @param offset their offset in the view, in bytes
   * @param length the array's length
   * @param values at most as many
   */
  public static void setS32(View view, int offset, int length, int[] values) {
    requireFit(view, offset, length, 4, values.length);
    for (int i = 0; i < length; i++) {
      Fields.setS32(view, offset + 4 * i, i < values.length ? values[i] : 0);
    }
  }

  /**
   * Copies unsigned 32-bit integers out, each read whole.
   *
   * @param view the view
   * @param offset their offset in the view, in bytes
   * @param length how many
   * @return a new array
   */
  public static long[] getU32(View view, int offset, int length) {
    requireInside(view, offset, length, 4);
    long[] values = new long[length];
    for (int i = 0; i < length; i++) {
      values[i] = Fields.getU32(view, offset + 4 * i);
    }
    return values;
  }

  /**
   * Copies unsigned 32-bit integers in, and sets the rest to 0.
   *
   * @param view the view
   * @param offset their offset in the view, in bytes
   * @param length the array's length
   * @param values at most as many, each 0 to 2^32-1
   */
  public static void setU32(View view, int offset, int length, long[] values) {
    requireFit(view, offset, length, 4, values.length);
    for (int i = 0; i < length; i++) {
      Fields.setU32(view, offset + 4 * i, i < values.length ? values[i] : 0);
    }
  }

  /**
   * Copies 64-bit integers out, each read whole.
   *
   * @param view the view
   * @param offset their offset in the view, in bytes
   * @param length how many
   * @return a new array
   */
  public static long[] get64(View view, int offset, int length) {
    requireInside(view, offset, length, 8);
    long[] values = new long[length];
    for (int i = 0; i < length; i++) {
      values[i] = Fields.get64(view, offset + 8 * i);
    }
    return values;
  }

  /**
   * Copies 64-bit integers in, and sets the rest to 0.
   *
   * @param view the view
   * @param offset their offset in the view, in bytes
   * @param length the array's length
   * @param values at most as many
   */
  public static void set64(View view, int offset, int length, long[] values) {
    requireFit(view, offset, length, 8, values.length);
    for (int i = 0; i < length; i++) {
      Fields.set64(view, offset + 8 * i, i < values.length ? values[i] : 0);
    }
  }
}
