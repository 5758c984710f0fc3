package dev.bpfj.object.btf;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Computes alignments from types, each of them once. It uses an explicit stack, since structs may
 * be nested deeper than a thread's stack allows.
 */
final class Alignment {
  private static final int OPEN = -1;
  private static final int BROKEN = -2;
  // Beside an alignment of 1: the members alone would ask for more.
  private static final int PACKED = 1 << 8;

  private final BtfTable table;
  private final Sizes sizes;
  private final int[] known;
  private final Deque<Integer> open = new ArrayDeque<>();

  Alignment(BtfTable table, Sizes sizes) {
    this.table = table;
    this.sizes = sizes;
    this.known = new int[table.count() + 1];
    // A member whose type the compiler left out may lie anywhere.
    this.known[0] = 1;
  }

  int of(int id) {
    return compute(id) & ~PACKED;
  }

  boolean isPacked(int id) {
    return (compute(id) & PACKED) != 0;
  }

  private synchronized int compute(int id) {
    int root = sizes.resolve(id);
    if (root == 0) {
      throw table.malformed(id, "void has no alignment");
    }
    if (known[root] > 0) {
      return known[root];
    }
    open.push(root);
    try {
      while (!open.isEmpty()) {
        step(open.peek());
      }
    } finally {
      giveUp();
    }
    return known[root];
  }

  // After an exception: whatever was under way contains what has no alignment.
  private void giveUp() {
    for (int id : open) {
      if (known[id] == OPEN) {
        known[id] = BROKEN;
      }
    }
    open.clear();
  }

  private void step(int id) {
    BtfKind kind = table.kind(id);
    if (known[id] == BROKEN) {
      throw table.malformed(id, "contains itself, or a type without alignment");
    } else if (known[id] > 0) {
      open.pop();
    } else if (!kind.isComposite() && kind != BtfKind.ARRAY) {
      known[id] = scalar(id, kind);
    } else if (known[id] == OPEN) {
      known[id] = kind == BtfKind.ARRAY ? known[element(id)] & ~PACKED : composite(id);
    } else {
      known[id] = OPEN;
      pushParts(id, kind);
    }
  }

  private void pushParts(int id, BtfKind kind) {
    int parts = kind == BtfKind.ARRAY ? 1 : table.elements(id);
    for (int i = 0; i < parts; i++) {
      int part = kind == BtfKind.ARRAY ? element(id) : member(id, i);
      if (known[part] == OPEN) {
        throw table.malformed(id, "contains itself");
      }
      if (known[part] <= 0) {
        open.push(part);
      }
    }
  }

  private int element(int array) {
    return sizes.resolve(table.element(array));
  }

  private int member(int composite, int index) {
    return sizes.resolve(table.memberType(composite, index));
  }

  private int scalar(int id, BtfKind kind) {
    return switch (kind) {
      // The BPF back end aligns 16-byte integers to 16, all others to their size.
      case INT, FLOAT, ENUM, ENUM64 -> powerOfTwo(id, table.size(id));
      case PTR -> 8;
      default -> throw table.malformed(id, "has no alignment: " + kind);
    };
  }

  private int powerOfTwo(int id, long size) {
    if (Long.bitCount(size) > 1 || size > 16) {
      throw table.malformed(id, "impossible size: size=" + size);
    }
    return Math.max(1, (int) size);
  }

  /** As btf__align_of: a struct with a misplaced member, or of an odd size, is packed. */
  private int composite(int id) {
    int widest = 1;
    for (int i = 0; i < table.elements(id); i++) {
      int align = known[member(id, i)] & ~PACKED;
      widest = Math.max(widest, align);
      boolean bitfield = table.memberBitfieldSize(id, i) != 0;
      if (!bitfield && table.memberBitOffset(id, i) % (8L * align) != 0) {
        return 1 | PACKED;
      }
    }
    return table.size(id) % widest == 0 ? widest : 1 | PACKED;
  }
}
