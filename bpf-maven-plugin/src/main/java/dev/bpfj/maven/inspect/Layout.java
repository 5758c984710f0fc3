package dev.bpfj.maven.inspect;

import java.util.List;

/**
 * The layout of a section or struct.
 *
 * @param title the section or struct, such as {@code .bss} or {@code struct event}
 * @param bytes its size
 * @param wanted whether the type was requested although no map or variable uses it
 * @param rows its parts, by offset
 */
record Layout(String title, long bytes, boolean wanted, List<Row> rows) {

  /** What a part is. */
  enum Kind {
    /** A variable or member. */
    FIELD,
    /** Bytes between two. */
    HOLE,
    /** Bytes after the last one. */
    PADDING
  }

  /**
   * A part.
   *
   * @param kind what it is
   * @param depth how many anonymous structs it lies in
   * @param firstBit its first bit from the start
   * @param bits how many bits; 0 for arrays without a length
   * @param bitfield whether it is a bitfield
   * @param text how C declares it, or what a hole is
   */
  record Row(Kind kind, int depth, long firstBit, long bits, boolean bitfield, String text) {

    /** Its offset: bytes, and for what does not begin with a byte the bit. */
    String offset() {
      return at(firstBit, bitfield);
    }

    /** Its size: bytes, and for what does not fill bytes the bits. */
    String size() {
      return bitfield || bits % 8 != 0 ? bits + (bits == 1 ? " bit" : " bits") : "" + bits / 8;
    }

    /** Its size with its unit. */
    String sizeInWords() {
      String size = size();
      return size.contains("bit") ? size : Descriptions.bytes(bits / 8);
    }

    private static String at(long bit, boolean always) {
      return bit / 8 + (always || bit % 8 != 0 ? ":" + bit % 8 : "");
    }
  }
}
