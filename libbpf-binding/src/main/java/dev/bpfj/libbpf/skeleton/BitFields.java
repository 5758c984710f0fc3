package dev.bpfj.libbpf.skeleton;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads and writes the bitfields of a {@link View}. A bitfield's place is that of its first byte
 * and, inside it, its first bit as the machine counts them: from the lowest bit on little-endian
 * machines, from the highest on big-endian ones, as BTF does.
 *
 * <p>A write leaves the neighbours as they are, even while others change them: it replaces the
 * aligned 4- or 8-byte word around the bitfield only if that word has not changed meanwhile, and
 * retries otherwise. A BPF program that writes a bitfield of the same word does not take such care,
 * so its write may still undo one of ours, as in C. A bitfield without such a word inside the
 * view's memory, because the struct is packed or very small, is written byte by byte.
 *
 * <p>Several threads may read and write at once.
 */
public final class BitFields {
  private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  private BitFields() {}

  /**
   * A bitfield as an unsigned number.
   *
   * @param view the view
   * @param offset its first byte's offset in the view
   * @param bit its first bit in that byte, 0 to 7
   * @param bits its width, up to 64
   * @return its value
   */
  public static long getLong(View view, int offset, int bit, int bits) {
    requireField(bit, bits);
    ByteBuffer buffer = view.memory.forReading();
    try {
      return read(buffer, BufferCells.at(view, offset), bit, bits);
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  /**
   * A bitfield as a signed number.
   *
   * @param view the view
   * @param offset its first byte's offset in the view
   * @param bit its first bit in that byte, 0 to 7
   * @param bits its width, up to 64
   * @return its value
   */
  public static long getSignedLong(View view, int offset, int bit, int bits) {
    int unused = 64 - bits;
    return getLong(view, offset, bit, bits) << unused >> unused;
  }

  /**
   * A bitfield as an unsigned number.
   *
   * @param view the view
   * @param offset its first byte's offset in the view
   * @param bit its first bit in that byte, 0 to 7
   * @param bits its width, up to 31
   * @return its value
   */
  public static int getInt(View view, int offset, int bit, int bits) {
    return (int) getLong(view, offset, bit, bits);
  }

  /**
   * A bitfield as a signed number.
   *
   * @param view the view
   * @param offset its first byte's offset in the view
   * @param bit its first bit in that byte, 0 to 7
   * @param bits its width, up to 32
   * @return its value
   */
  public static int getSignedInt(View view, int offset, int bit, int bits) {
    return (int) getSignedLong(view, offset, bit, bits);
  }

  /**
   * A bitfield as a truth value.
   *
   * @param view the view
   * @param offset its first byte's offset in the view
   * @param bit its first bit in that byte, 0 to 7
   * @param bits its width
   * @return false for 0, else true
   */
  public static boolean getBool(View view, int offset, int bit, int bits) {
    return getLong(view, offset, bit, bits) != 0;
  }

  /**
   * Sets a bitfield to an unsigned number.
   *
   * @param view the view
   * @param offset its first byte's offset in the view
   * @param bit its first bit in that byte, 0 to 7
   * @param bits its width, up to 64
   * @param value its value
   */
  public static void setLong(View view, int offset, int bit, int bits, long value) {
    requireField(bit, bits);
    if ((value & ~mask(bits)) != 0) {
      throw Refusal.outOfRange(value, 0, mask(bits));
    }
    put(view, offset, bit, bits, value);
  }

  /**
   * Sets a bitfield to a signed number.
   *
   * @param view the view
   * @param offset its first byte's offset in the view
   * @param bit its first bit in that byte, 0 to 7
   * @param bits its width, up to 64
   * @param value its value
   */
  public static void setSignedLong(View view, int offset, int bit, int bits, long value) {
    requireField(bit, bits);
    int unused = 64 - bits;
    if (value << unused >> unused != value) {
      long most = mask(bits) >>> 1;
      throw Refusal.outOfRange(value, ~most, most);
    }
    put(view, offset, bit, bits, value & mask(bits));
  }

  /**
   * Sets a bitfield to an unsigned number.
   *
   * @param view the view
   * @param offset its first byte's offset in the view
   * @param bit its first bit in that byte, 0 to 7
   * @param bits its width, up to 31
   * @param value its value
   */
  public static void setInt(View view, int offset, int bit, int bits, int value) {
    setLong(view, offset, bit, bits, value);
  }

  /**
   * Sets a bitfield to a signed number.
   *
   * @param view the view
   * @param offset its first byte's offset in the view
   * @param bit its first bit in that byte, 0 to 7
   * @param bits its width, up to 32
   * @param value its value
   */
  public static void setSignedInt(View view, int offset, int bit, int bits, int value) {
    setSignedLong(view, offset, bit, bits, value);
  }

  /**
   * Sets a bitfield to a truth value.
   *
   * @param view the view
   * @param offset its first byte's offset in the view
   * @param bit its first bit in that byte, 0 to 7
   * @param bits its width
   * @param value its value
   */
  public static void setBool(View view, int offset, int bit, int bits, boolean value) {
    requireField(bit, bits);
    put(view, offset, bit, bits, value ? 1 : 0);
  }

  /** Costs nothing where generated code calls: its arguments are constants. */
  private static void requireField(int bit, int bits) {
    if (bit < 0 || bit > 7 || bits < 1 || bits > 64) {
      throw Refusal.refuse(
          "no such bitfield: bit=" + bit + ", bits=" + bits + ", expected=0 to 7, 1 to 64");
    }
  }

  private static long mask(int bits) {
    return -1L >>> (64 - bits);
  }

  private static void put(View view, int offset, int bit, int bits, long value) {
    ByteBuffer buffer = view.memory.forWriting();
    try {
      write(buffer, BufferCells.at(view, offset), bit, bits, value);
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  private static long read(ByteBuffer buffer, int at, int bit, int bits) {
    int word = at & ~3;
    int first = (at - word) * 8 + bit;
    if (first + bits <= 32 && fits(buffer, word, 4)) {
      int all = (int) BufferCells.INT.getOpaque(buffer, word);
      return (all >>> shift(32, first, bits)) & mask(bits);
    }
    word = at & ~7;
    first = (at - word) * 8 + bit;
    if (first + bits <= 64 && fits(buffer, word, 8)) {
      long all = (long) BufferCells.LONG.getOpaque(buffer, word);
      return (all >>> shift(64, first, bits)) & mask(bits);
    }
    return Bits.read(buffer, at, bit, bits);
  }

  private static void write(ByteBuffer buffer, int at, int bit, int bits, long value) {
    int word = at & ~3;
    int first = (at - word) * 8 + bit;
    if (first + bits <= 32 && fits(buffer, word, 4)) {
      replaceInt(buffer, word, shift(32, first, bits), mask(bits), value);
      return;
    }
    word = at & ~7;
    first = (at - word) * 8 + bit;
    if (first + bits <= 64 && fits(buffer, word, 8)) {
      replaceLong(buffer, word, shift(64, first, bits), mask(bits), value);
    } else {
      Bits.write(buffer, at, bit, bits, value);
    }
  }

  private static boolean fits(ByteBuffer buffer, int word, int size) {
    return word <= buffer.limit() - size;
  }

  private static int shift(int wordBits, int first, int bits) {
    return LITTLE ? first : wordBits - first - bits;
  }

  private static void replaceInt(ByteBuffer buffer, int word, int shift, long mask, long value) {
    int before;
    int after;
    do {
      before = (int) BufferCells.INT.getOpaque(buffer, word);
      after = (before & ~((int) mask << shift)) | ((int) value << shift);
    } while (!BufferCells.INT.weakCompareAndSetPlain(buffer, word, before, after));
  }

  private static void replaceLong(ByteBuffer buffer, int word, int shift, long mask, long value) {
    long before;
    long after;
    do {
      before = (long) BufferCells.LONG.getOpaque(buffer, word);
      after = (before & ~(mask << shift)) | (value << shift);
    } while (!BufferCells.LONG.weakCompareAndSetPlain(buffer, word, before, after));
  }
}
