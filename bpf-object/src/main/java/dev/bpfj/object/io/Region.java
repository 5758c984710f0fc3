package dev.bpfj.object.io;

import dev.bpfj.object.MalformedObjectException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A named range of an object file. Offsets count from the range's start; a read that does not fit
 * is a {@link MalformedObjectException} naming object and place.
 */
public final class Region {
  /** The largest part of a file that is read on its own, in bytes. */
  public static final int MOST_BYTES = 64 << 20;

  private final String object;
  private final String where;
  private final ByteBuffer bytes;

  private Region(String object, String where, ByteBuffer bytes) {
    this.object = object;
    this.where = where;
    this.bytes = bytes;
  }

  /**
   * A region over a whole file.
   *
   * @param object the file's name, for messages
   * @param where the region's name, for messages
   * @param bytes the content; not copied, not to be changed afterwards
   * @param order the byte order of its numbers
   * @return the region
   */
  public static Region of(String object, String where, byte[] bytes, ByteOrder order) {
    return new Region(object, where, ByteBuffer.wrap(bytes).order(order));
  }

  /**
   * The file that this is a range of.
   *
   * @return its name, for messages
   */
  public String object() {
    return object;
  }

  /**
   * A part of this region under a name of its own.
   *
   * @param name the part's name, for messages
   * @param offset where it starts, in bytes
   * @param length its length in bytes
   * @return the part
   */
  public Region part(String name, long offset, long length) {
    int start = check(offset, length);
    return new Region(object, name, bytes.slice(start, (int) length).order(bytes.order()));
  }

  /**
   * The region's length.
   *
   * @return bytes
   */
  public int size() {
    return bytes.limit();
  }

  /**
   * The byte order of the region's numbers.
   *
   * @return little or big endian
   */
  public ByteOrder order() {
    return bytes.order();
  }

  /**
   * An unsigned byte.
   *
   * @param offset its place
   * @return 0 to 255
   */
  public int u8(long offset) {
    return Byte.toUnsignedInt(bytes.get(check(offset, 1)));
  }

  /**
   * An unsigned 16-bit number.
   *
   * @param offset its place
   * @return 0 to 65535
   */
  public int u16(long offset) {
    return Short.toUnsignedInt(bytes.getShort(check(offset, 2)));
  }

  /**
   * A signed 32-bit number.
   *
   * @param offset its place
   * @return the number
   */
  public int s32(long offset) {
    return bytes.getInt(check(offset, 4));
  }

  /**
   * An unsigned 32-bit number.
   *
   * @param offset its place
   * @return 0 to 2^32-1
   */
  public long u32(long offset) {
    return Integer.toUnsignedLong(s32(offset));
  }

  /**
   * A 64-bit number.
   *
   * @param offset its place
   * @return the 64 bits
   */
  public long s64(long offset) {
    return bytes.getLong(check(offset, 8));
  }

  /**
   * Copies the whole region out as 32-bit numbers, which is faster than asking for each.
   *
   * @return a new array
   */
  public int[] words() {
    if (size() % Integer.BYTES != 0) {
      throw malformed("size is not a multiple of 4: size=" + size());
    }
    int[] words = new int[size() / Integer.BYTES];
    bytes.asIntBuffer().get(words);
    return words;
  }

  /**
   * A copy of this region's bytes and another's after them.
   *
   * @param next the other
   * @return a region of this name
   */
  public Region followedBy(Region next) {
    byte[] all = new byte[Math.addExact(size(), next.size())];
    bytes.get(0, all, 0, size());
    next.bytes.get(0, all, size(), next.size());
    return of(object, where, all, order());
  }

  /**
   * Decodes bytes as UTF-8.
   *
   * @param offset the first byte's place
   * @param length how many
   * @return the text, invalid bytes having become U+FFFD
   */
  public String text(long offset, long length) {
    int start = bytes.arrayOffset() + check(offset, length);
    return new String(bytes.array(), start, (int) length, StandardCharsets.UTF_8);
  }

  /**
   * The distance from a place to the next zero byte.
   *
   * @param offset where to start
   * @return the length of the C string there, without its terminator
   */
  public int cStringLength(long offset) {
    // The array itself: most strings are read before the compiler has made buffers cheap.
    byte[] array = bytes.array();
    int start = bytes.arrayOffset() + check(offset, 1);
    int end = bytes.arrayOffset() + bytes.limit();
    for (int at = start; at < end; at++) {
      if (array[at] == 0) {
        return at - start;
      }
    }
    throw malformed("string without an end: offset=" + offset + ", size=" + size());
  }

  /**
   * An exception about this region.
   *
   * @param what what is wrong
   * @return the exception, to be thrown
   */
  public MalformedObjectException malformed(String what) {
    return new MalformedObjectException(object, where, what);
  }

  private int check(long offset, long length) {
    // An overflowing sum is negative, hence the form of the comparison.
    if (offset < 0 || length < 0 || offset > size() - length) {
      throw malformed(
          "data past the end: offset="
              + Long.toUnsignedString(offset)
              + ", length="
              + Long.toUnsignedString(length)
              + ", size="
              + size());
    }
    return (int) offset;
  }
}
