package dev.bpfj.codegen.plan;

import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.BtfType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member of a struct, with those of its anonymous structs and unions in their places.
 *
 * @param name its name, never empty
 * @param type the id of its type
 * @param bitOffset its place from the start of the outermost struct, in bits
 * @param bits its width if it is a bitfield, else 0
 */
record FlatMember(String name, int type, long bitOffset, int bits) {
  private static final int MOST_MEMBERS = 70_000;

  private record Open(BtfType.Member member, long base) {}

  /** All members in C's order, or null if there are more than BTF has in one struct. */
  static @Nullable List<FlatMember> of(Btf btf, BtfType.Composite composite) {
    List<FlatMember> members = new ArrayList<>();
    Deque<Open> open = new ArrayDeque<>();
    push(open, composite, 0);
    for (int steps = 0; !open.isEmpty(); steps++) {
      if (steps > MOST_MEMBERS) {
        return null; // a hostile object can nest anonymous structs without end
      }
      Open next = open.pop();
      BtfType.Member member = next.member;
      long at = next.base + member.bitOffset();
      BtfType type = btf.resolve(member.type());
      if (!member.name().isEmpty()) {
        members.add(flat(member, type, at));
      } else if (type instanceof BtfType.Composite anonymous) {
        push(open, anonymous, at);
      }
    }
    return members;
  }

  private static void push(Deque<Open> open, BtfType.Composite composite, long base) {
    for (int i = composite.members().size() - 1; i >= 0; i--) {
      open.push(new Open(composite.members().get(i), base));
    }
  }

  // Compilers before kind_flag made a type of its own for each width of a bitfield.
  private static FlatMember flat(BtfType.Member member, BtfType type, long at) {
    if (member.bitfieldSize() == 0
        && type instanceof BtfType.Int integer
        && (integer.bitOffset() != 0 || integer.bits() != integer.size() * 8)) {
      return new FlatMember(member.name(), member.type(), at + integer.bitOffset(), integer.bits());
    }
    return new FlatMember(member.name(), member.type(), at, member.bitfieldSize());
  }
}
