package dev.bpfj.codegen.model;

import dev.bpfj.codegen.naming.JavaIdentifier;

/** Some bytes of a struct that are no padding. */
public sealed interface LayoutPart {

  /**
   * Bytes.
   *
   * @param offset the first one's offset
   * @param length how many
   */
  record Bytes(long offset, long length) implements LayoutPart {
    @Override
    public String toString() {
      return "StructLayout.bytes(" + offset + ", " + length + ")";
    }
  }

  /**
   * Some bits of a byte.
   *
   * @param offset the byte's offset
   * @param mask the bits, the one that is declared first the lowest, whatever the byte order
   */
  record Mask(long offset, int mask) implements LayoutPart {
    @Override
    public String toString() {
      return "StructLayout.bits(" + offset + ", 0x" + Integer.toHexString(mask) + ")";
    }
  }

  /**
   * Structs that have padding themselves.
   *
   * @param offset the first one's offset
   * @param count how many
   * @param element their class
   */
  record Each(long offset, long count, JavaIdentifier element) implements LayoutPart {
    @Override
    public String toString() {
      return "StructLayout.each(" + offset + ", " + count + ", " + element + ".LAYOUT)";
    }
  }
}
