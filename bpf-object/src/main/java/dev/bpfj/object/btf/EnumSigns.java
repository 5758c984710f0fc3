package dev.bpfj.object.btf;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Determines whether an enum's constants are signed. Compilers record it in the kind flag, but
 * clang before 15 and GCC before 13 do not: they write -1 as 4294967295 and leave the flag out.
 * Their constants are treated as negative if nothing else fits the width, in a packed enum or in a
 * bitfield; in 4 bytes, where both would fit, if they look like negated error numbers.
 */
final class EnumSigns {
  // MAX_ERRNO of include/linux/err.h.
  private static final int MOST_ERROR = 4095;

  private final BtfTable table;
  private final Sizes sizes;
  private final BooleanSupplier compilerKeepsSigns;
  private @Nullable Boolean kept;
  private byte @Nullable [] bitfields;

  /** The supplier is called only if the types do not show it. */
  EnumSigns(BtfTable table, Sizes sizes, BooleanSupplier compilerKeepsSigns) {
    this.table = table;
    this.sizes = sizes;
    this.compilerKeepsSigns = compilerKeepsSigns;
  }

  /** Whether the constants of an {@code ENUM} are signed. */
  boolean isSigned(int id) {
    if (table.kindFlag(id)) {
      return true;
    }
    long size = table.size(id);
    if (!anyNegative(id) || size > Integer.BYTES || signsAreKept()) {
      return false;
    }
    int least = size < Integer.BYTES ? least((int) size * Byte.SIZE) : -MOST_ERROR;
    return allNegative(id, least) || allNegative(id, least(narrowestBitfield(id)));
  }

  // The least number of so many bits; of 32 bits all are numbers, negative or not.
  private static int least(int bits) {
    return bits == Integer.SIZE ? 0 : -1 << (bits - 1);
  }

  private boolean anyNegative(int id) {
    for (int i = 0; i < table.elements(id); i++) {
      if (constant(id, i) < 0) {
        return true;
      }
    }
    return false;
  }

  private boolean allNegative(int id, int least) {
    for (int i = 0; i < table.elements(id); i++) {
      if (constant(id, i) < least) {
        return false;
      }
    }
    return true;
  }

  private int constant(int id, int index) {
    return table.word(id, index * 2 + 1);
  }

  // A compiler that has written one sign or 64-bit enum writes all signs.
  private synchronized boolean signsAreKept() {
    if (kept == null) {
      kept = anySign() || compilerKeepsSigns.getAsBoolean();
    }
    return kept;
  }

  private boolean anySign() {
    for (int id = 1; id <= table.count(); id++) {
      BtfKind kind = table.kind(id);
      if (kind == BtfKind.ENUM64 || (kind == BtfKind.ENUM && table.kindFlag(id))) {
        return true;
      }
    }
    return false;
  }

  private synchronized int narrowestBitfield(int id) {
    if (bitfields == null) {
      bitfields = new byte[table.count() + 1];
      for (int at = 1; at <= table.count(); at++) {
        if (table.kind(at).isComposite()) {
          addBitfields(bitfields, at);
        }
      }
    }
    return bitfields[id] == 0 ? Integer.SIZE : bitfields[id];
  }

  private void addBitfields(byte[] narrowest, int composite) {
    for (int i = 0; i < table.elements(composite); i++) {
      int bits = table.memberBitfieldSize(composite, i);
      if (bits > 0 && bits < Integer.SIZE) {
        int type = sizes.resolve(table.memberType(composite, i));
        int before = narrowest[type] == 0 ? Integer.SIZE : narrowest[type];
        narrowest[type] = (byte) Math.min(before, bits);
      }
    }
  }
}
