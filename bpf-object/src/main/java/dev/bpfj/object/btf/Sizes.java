package dev.bpfj.object.btf;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Resolves typedefs and qualifiers, and computes the sizes of types. Each result is cached for
 * every type on the path to it, so that resolving all types takes linear time, however they are
 * chained, and a cycle is traversed only once.
 */
final class Sizes {
  private static final int ENDLESS = -1;
  private static final long NONE = -1;
  private static final long TOO_LARGE = -2;
  private static final long VOID = -3;
  private static final long LARGEST = 0xffff_ffffL;

  private final BtfTable table;
  // 0: not asked for yet; otherwise the id above what it stands for, as void has the id 0.
  private final AtomicIntegerArray targets;
  // 0: not asked for yet; otherwise the size above, or why there is none.
  private final AtomicLongArray arraySizes;

  Sizes(BtfTable table) {
    this.table = table;
    this.targets = new AtomicIntegerArray(table.count() + 1);
    this.arraySizes = new AtomicLongArray(table.count() + 1);
  }

  int resolve(int id) {
    int target = targetOrEndless(id);
    if (target == ENDLESS) {
      throw table.malformed(id, "refers to itself");
    }
    return target;
  }

  private int targetOrEndless(int id) {
    if (!table.kind(id).isTransparent()) {
      return id;
    }
    int at = id;
    int steps = 0;
    while (table.kind(at).isTransparent() && targets.get(at) == 0 && steps <= table.count()) {
      at = table.target(at);
      steps++;
    }
    int target = steps > table.count() ? ENDLESS : known(at);
    for (int from = id; steps > 0; steps--) {
      targets.set(from, target == ENDLESS ? ENDLESS : target + 1);
      from = table.target(from);
    }
    return target;
  }

  private int known(int id) {
    if (!table.kind(id).isTransparent()) {
      return id;
    }
    return targets.get(id) == ENDLESS ? ENDLESS : targets.get(id) - 1;
  }

  /** As btf__resolve_size of libbpf gives it, its limit of 4 GiB included. */
  long sizeOf(int id) {
    int target = resolve(id);
    long size = sizeOrReason(target);
    if (size == TOO_LARGE) {
      throw table.malformed(id, "is larger than 4 GiB");
    } else if (size < 0) {
      throw table.malformed(id, "has no size: " + kindName(target));
    }
    return size;
  }

  /** Whether this is void, or an array of it. */
  boolean isVoid(int id) {
    return sizeOrReason(resolve(id)) == VOID;
  }

  /** How many bits of a struct a member takes. */
  long memberBits(int type, int bitfieldSize) {
    if (bitfieldSize > 0) {
      return bitfieldSize;
    }
    int target = resolve(type);
    // Bitfields of compilers before kind_flag: the integer's type holds the width.
    int bits = table.kind(target) == BtfKind.INT ? table.word(target, 0) & 0xff : 0;
    if (bits > 0) {
      return bits;
    }
    return isVoid(type) ? 0 : sizeOf(type) * 8;
  }

  private String kindName(int id) {
    if (id == 0) {
      return "void";
    } else if (table.kind(id) == BtfKind.VAR) {
      return "a variable of " + kindName(resolve(table.target(id)));
    }
    return table.kind(id) == BtfKind.ARRAY
        ? "an array of itself, or of elements without a size"
        : table.kind(id).toString();
  }

  private long sizeOrReason(int id) {
    return switch (table.kind(id)) {
      case INT, STRUCT, UNION, ENUM, ENUM64, FLOAT, DATASEC -> table.size(id);
      case PTR -> 8;
      case ARRAY -> arraySize(id);
      case VAR -> sizeOrReason(resolve(table.target(id)));
      default -> id == 0 ? VOID : NONE;
    };
  }

  private long arraySize(int id) {
    Deque<Integer> open = new ArrayDeque<>();
    int at = id;
    while (at != ENDLESS
        && table.kind(at) == BtfKind.ARRAY
        && arraySizes.get(at) == 0
        && open.size() <= table.count()) {
      open.push(at);
      at = targetOrEndless(table.element(at));
    }
    long size = NONE;
    if (open.size() <= table.count() && at != ENDLESS) {
      size = table.kind(at) == BtfKind.ARRAY ? remembered(at) : sizeOrReason(at);
    }
    while (!open.isEmpty()) {
      int array = open.pop();
      size = times(table.unsignedWord(array, 2), size);
      arraySizes.set(array, size >= 0 ? size + 1 : size);
    }
    return size;
  }

  private long remembered(int id) {
    long size = arraySizes.get(id);
    return size > 0 ? size - 1 : size;
  }

  private static long times(long length, long size) {
    if (size < 0) {
      return length == 0 && size == TOO_LARGE ? 0 : size;
    }
    // Neither factor has more than 32 bits, so the product has at most 64: compare by division.
    return size != 0 && length > LARGEST / size ? TOO_LARGE : length * size;
  }
}
