package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.model.PlaceModel;
import dev.bpfj.codegen.naming.JavaIdentifier;
import dev.bpfj.codegen.naming.JavadocText;
import dev.bpfj.codegen.naming.NameScope;
import java.util.List;

/**
 * The section or struct that fields are planned for.
 *
 * @param where it in messages
 * @param noun what its fields are called in messages
 * @param label its name in documentation
 * @param className its class
 * @param scope the names in it
 * @param isSection whether it is a section
 * @param size its size in bytes
 * @param alignment the alignment of its first byte, as far as C promises it
 * @param writable whether there are setters
 * @param atomic whether there are atomic operations
 * @param inKeys whether it is the key of a map, or in one
 */
record Container(
    String where,
    String noun,
    JavadocText label,
    JavaIdentifier className,
    NameScope scope,
    boolean isSection,
    long size,
    int alignment,
    boolean writable,
    boolean atomic,
    boolean inKeys) {

  /** The same, with its members in another class. */
  Container in(JavaIdentifier part) {
    return new Container(
        where, noun, label, part, scope, isSection, size, alignment, writable, atomic, inKeys);
  }

  String whereOf(String member) {
    return where + ": " + noun + " " + Notebook.quoted(member);
  }

  /** Whether what lies at an offset, in steps, can be accessed whole. */
  boolean aligns(long offset, List<Long> strides, int alignment) {
    return this.alignment % alignment == 0
        && offset % alignment == 0
        && strides.stream().allMatch(stride -> stride % alignment == 0);
  }

  /** The expression for how many elements have room from an offset to this one's end. */
  String lengthOfTail(long offset, long stride, long declared) {
    return isSection
        ? "Arrays.length(this, " + offset + ", " + stride + ", " + declared + ", " + size + ")"
        : "Arrays.rest(this, " + offset + ", " + stride + ")";
  }

  static PlaceModel.BitsModel bits(FlatMember member) {
    return new PlaceModel.BitsModel((int) (member.bitOffset() % 8), member.bits());
  }
}
