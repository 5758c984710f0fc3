package dev.bpfj.codegen.plan;

import dev.bpfj.object.btf.BtfType;
import java.util.List;

/** Structs that go on after their end, in an array without a length. */
final class Flexible {
  private Flexible() {}

  /** Whether a member is such an array: of no elements, and nothing lies behind its start. */
  static boolean isTail(Types types, CatalogEntry struct, FlatMember member) {
    if (member.bits() > 0 || !isEmptyArray(types, member)) {
      return false;
    }
    return ends(types, struct.members()) <= member.bitOffset();
  }

  private static boolean isEmptyArray(Types types, FlatMember member) {
    List<Long> lengths = Shape.of(types.btf(), member.type()).lengths();
    return !lengths.isEmpty() && lengths.get(0) == 0;
  }

  private static long ends(Types types, List<FlatMember> members) {
    long end = 0;
    for (FlatMember member : members) {
      long bits = member.bits() > 0 ? member.bits() : 8 * types.btf().sizeOf(member.type());
      end = bits == 0 ? end : Math.max(end, member.bitOffset() + bits);
    }
    return end;
  }

  /** Whether a struct ends with such an array, or with a struct that does. */
  static boolean isFlexible(Types types, CatalogEntry struct) {
    CatalogEntry at = struct;
    while (at != null && !at.isRefused() && !at.members().isEmpty()) {
      List<FlatMember> members = at.members();
      FlatMember last = members.get(members.size() - 1);
      if (isTail(types, at, last)) {
        return true;
      }
      Shape shape = Shape.of(types.btf(), last.type());
      boolean isStruct = shape.lengths().isEmpty() && shape.element() instanceof BtfType.Composite;
      at = isStruct ? types.catalog().find(shape.element().id()) : null;
    }
    return false;
  }
}
