package dev.bpfj.libbpf.skeleton;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Which bytes of a C struct are values and which are padding: what makes two of them equal.
 * Immutable.
 */
public final class StructLayout {
  private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  private final int size;
  // An array, since walking through a list makes an iterator wherever it is not inlined.
  private final Part[] parts;

  private StructLayout(int size, Part... parts) {
    if (size < 0) {
      throw new IllegalArgumentException("a struct's layout: a negative size: size=" + size);
    }
    for (Part part : parts) {
      requireInside(part, size);
    }
    this.size = size;
    this.parts = parts;
  }

  /** So that no comparison leaves the struct, or takes longer than its bytes are many. */
  private static void requireInside(Part part, int size) {
    if (offset(part) < 0 || length(part) < 0 || offset(part) + length(part) > size) {
      throw new IllegalArgumentException(
          "a struct's layout: a part that is not inside: size=" + size + ", part=" + part);
    }
  }

  private static long offset(Part part) {
    if (part instanceof Bytes bytes) {
      return bytes.offset;
    }
    return part instanceof Mask mask ? mask.offset : ((Each) part).offset;
  }

  private static long length(Part part) {
    if (part instanceof Bytes bytes) {
      return bytes.length;
    }
    return part instanceof Each each ? (long) each.count * each.element.size : 1;
  }

  /** Some values. */
  public sealed interface Part permits Bytes, Mask, Each {}

  private record Bytes(int offset, int length) implements Part {}

  private record Mask(int offset, int mask) implements Part {}

  private record Each(int offset, int count, StructLayout element) implements Part {}

  /**
   * A struct without padding.
   *
   * @param size its size in bytes
   * @return the layout
   * @throws IllegalArgumentException if the size is negative
   */
  public static StructLayout of(int size) {
    return new StructLayout(size, new Bytes(0, size));
  }

  /**
   * A struct with padding.
   *
   * @param size its size in bytes
   * @param parts all that is no padding
   * @return the layout
   * @throws IllegalArgumentException if the size is negative, or a part is not inside of the struct
   */
  public static StructLayout of(int size, Part... parts) {
    return new StructLayout(size, parts.clone());
  }

  /**
   * Bytes that are values.
   *
   * @param offset the first one's offset
   * @param length how many
   * @return the part
   */
  public static Part bytes(int offset, int length) {
    return new Bytes(offset, length);
  }

  /**
   * A byte that holds bitfields and padding.
   *
   * @param offset its offset
   * @param mask the bits that are values, the one that C declares first the lowest; a big-endian
   *     machine has that one in the highest bit
   * @return the part
   */
  public static Part bits(int offset, int mask) {
    return new Mask(offset, LITTLE ? mask : Integer.reverse(mask) >>> (Integer.SIZE - Byte.SIZE));
  }

  /**
   * Structs that have padding themselves, one after the other.
   *
   * @param offset the first one's offset
   * @param count how many
   * @param element the layout of each
   * @return the part
   * @throws IllegalArgumentException if the count is negative
   */
  public static Part each(int offset, int count, StructLayout element) {
    if (count < 0) {
      throw new IllegalArgumentException("a struct's layout: a negative number: count=" + count);
    }
    return new Each(offset, element.size == 0 ? 0 : count, element);
  }

  int size() {
    return size;
  }

  boolean equal(ByteBuffer a, int atA, ByteBuffer b, int atB) {
    for (Part part : parts) {
      if (!equal(part, a, atA, b, atB)) {
        return false;
      }
    }
    return true;
  }

  private static boolean equal(Part part, ByteBuffer a, int atA, ByteBuffer b, int atB) {
    if (part instanceof Bytes bytes) {
      return equalBytes(a, atA + bytes.offset, b, atB + bytes.offset, bytes.length);
    } else if (part instanceof Mask mask) {
      int difference = a.get(atA + mask.offset) ^ b.get(atB + mask.offset);
      return (difference & mask.mask) == 0;
    }
    Each each = (Each) part;
    int at = each.offset;
    for (int i = 0; i < each.count; i++) {
      if (!each.element.equal(a, atA + at, b, atB + at)) {
        return false;
      }
      at += each.element.size;
    }
    return true;
  }

  private static boolean equalBytes(ByteBuffer a, int atA, ByteBuffer b, int atB, int length) {
    int i = 0;
    for (; i <= length - 8; i += 8) {
      if ((long) BufferCells.LONG.get(a, atA + i) != (long) BufferCells.LONG.get(b, atB + i)) {
        return false;
      }
    }
    for (; i < length; i++) {
      if (a.get(atA + i) != b.get(atB + i)) {
        return false;
      }
    }
    return true;
  }

  int hash(ByteBuffer buffer, int at) {
    int hash = 1;
    for (Part part : parts) {
      hash = 31 * hash + hash(part, buffer, at);
    }
    return hash;
  }

  private static int hash(Part part, ByteBuffer buffer, int at) {
    if (part instanceof Bytes bytes) {
      return hashBytes(buffer, at + bytes.offset, bytes.length);
    } else if (part instanceof Mask mask) {
      return buffer.get(at + mask.offset) & mask.mask;
    }
    Each each = (Each) part;
    int hash = 1;
    for (int i = 0; i < each.count; i++) {
      hash = 31 * hash + each.element.hash(buffer, at + each.offset + i * each.element.size);
    }
    return hash;
  }

  private static int hashBytes(ByteBuffer buffer, int at, int length) {
    long hash = 0;
    int i = 0;
    for (; i <= length - 8; i += 8) {
      hash = 31 * hash + (long) BufferCells.LONG.get(buffer, at + i);
    }
    for (; i < length; i++) {
      hash = 31 * hash + buffer.get(at + i);
    }
    return Long.hashCode(hash * 0x9e3779b97f4a7c15L);
  }
}
