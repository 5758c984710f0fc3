package dev.bpfj.codegen.plan;

import dev.bpfj.object.btf.BtfType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Detects structs with a flexible array member. */
final class FlexibleArrays {
  private FlexibleArrays() {}

  /**
   * Whether a member is flexible: an array of length 0 after all other members, or a last member
   * that is a struct which ends with one.
   */
  static boolean isTail(Types types, CatalogEntry struct, FlatMember member) {
    if (member.bits() > 0) {
      return false;
    } else if (isEmptyArray(types, member)) {
      return end(types, struct.members()) <= member.bitOffset();
    }
    CatalogEntry inner = struct(types, member);
    return inner != null && isLast(struct, member) && isFlexible(types, inner);
  }

  private static boolean isLast(CatalogEntry struct, FlatMember member) {
    List<FlatMember> members = struct.members();
    return members.get(members.size() - 1).equals(member);
  }

  private static boolean isEmptyArray(Types types, FlatMember member) {
    List<Long> lengths = Shape.of(types.btf(), member.type()).lengths();
    return !lengths.isEmpty() && lengths.get(0) == 0;
  }

  private static long end(Types types, List<FlatMember> members) {
    long end = 0;
    for (FlatMember member : members) {
      long bits = member.bits() > 0 ? member.bits() : 8 * types.sizeOf(member.type());
      end = bits == 0 ? end : Math.max(end, member.bitOffset() + bits);
    }
    return end;
  }

  private static @Nullable CatalogEntry struct(Types types, FlatMember member) {
    Shape shape = Shape.of(types.btf(), member.type());
    boolean isStruct = shape.lengths().isEmpty() && shape.element() instanceof BtfType.Composite;
    return isStruct ? types.catalog().find(shape.element().id()) : null;
  }

  /** Whether a struct has a flexible array member. */
  static boolean isFlexible(Types types, CatalogEntry struct) {
    CatalogEntry at = struct;
    while (at != null && !at.isRefused() && !at.members().isEmpty()) {
      FlatMember last = at.members().get(at.members().size() - 1);
      if (last.bits() == 0 && isEmptyArray(types, last)) {
        return end(types, at.members()) <= last.bitOffset();
      }
      at = last.bits() == 0 ? struct(types, last) : null;
    }
    return false;
  }
}
