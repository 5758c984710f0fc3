package dev.bpfj.object.btf;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Alignments from types alone. Structs may be nested deeper than a thread's stack allows, hence the
 * explicit one.
 */
final class Alignment {
  private static final int OPEN = -1;

  private Alignment() {}

  static int of(Btf btf, int id) {
    int[] known = new int[btf.count() + 1];
    Deque<Integer> open = new ArrayDeque<>();
    int root = core(btf, id).id();
    open.push(root);
    while (!open.isEmpty()) {
      int at = open.peek();
      BtfType type = btf.type(at);
      if (known[at] > 0) {
        open.pop();
      } else if (!(type instanceof BtfType.Composite composite)) {
        known[at] = scalar(btf, type);
      } else if (known[at] == OPEN) {
        known[at] = composite(btf, composite, known);
      } else {
        known[at] = OPEN;
        openMembers(btf, composite, known, open);
      }
    }
    return known[root];
  }

  private static void openMembers(
      Btf btf, BtfType.Composite composite, int[] known, Deque<Integer> open) {
    for (BtfType.Member member : composite.members()) {
      int core = core(btf, member.type()).id();
      if (known[core] == OPEN) {
        throw btf.malformed(composite.id(), "contains itself");
      }
      open.push(core);
    }
  }

  /** What decides a type's alignment: the element of arrays, without names and qualifiers. */
  private static BtfType core(Btf btf, int id) {
    BtfType type = btf.resolve(id);
    for (int depth = 0; type instanceof BtfType.Array array; depth++) {
      if (depth == 256) {
        throw btf.malformed(id, "array of arrays without an end");
      }
      type = btf.resolve(array.element());
    }
    return type;
  }

  private static int scalar(Btf btf, BtfType type) {
    if (type instanceof BtfType.Int || type instanceof BtfType.Floating) {
      // The BPF back end aligns 16-byte integers to 16, all others to their size.
      return powerOfTwo(btf, type, btf.sizeOf(type.id()));
    } else if (type instanceof BtfType.Enumeration enumeration) {
      return powerOfTwo(btf, type, enumeration.size());
    } else if (type instanceof BtfType.Ptr) {
      return 8;
    }
    throw btf.malformed(type.id(), "has no alignment: " + type.getClass().getSimpleName());
  }

  private static int powerOfTwo(Btf btf, BtfType type, long size) {
    if (Long.bitCount(size) != 1 || size > 16) {
      throw btf.malformed(type.id(), "impossible size: size=" + size);
    }
    return (int) size;
  }

  /** As btf__align_of: a struct with a misplaced member, or of an odd size, is packed. */
  private static int composite(Btf btf, BtfType.Composite composite, int[] known) {
    int widest = 1;
    for (BtfType.Member member : composite.members()) {
      int align = known[core(btf, member.type()).id()];
      widest = Math.max(widest, align);
      if (member.bitfieldSize() == 0 && member.bitOffset() % (8L * align) != 0) {
        return 1;
      }
    }
    return composite.size() % widest == 0 ? widest : 1;
  }
}
