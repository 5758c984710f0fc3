package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.model.ScalarKind;
import dev.bpfj.object.btf.BtfType;
import dev.bpfj.object.btf.BtfType.Int.Encoding;
import org.jspecify.annotations.Nullable;

/** Which C types are single values in Java. */
final class ScalarKinds {
  private ScalarKinds() {}

  /** The kind of a type that is no enum, or null if there is none. */
  static @Nullable ScalarKind of(BtfType type) {
    if (type instanceof BtfType.Int integer) {
      return ofInteger(integer);
    } else if (type instanceof BtfType.Floating floating) {
      return floating.size() == 4
          ? ScalarKind.FLOAT
          : floating.size() == 8 ? ScalarKind.DOUBLE : null;
    }
    return type instanceof BtfType.Ptr ? ScalarKind.POINTER : null;
  }

  private static @Nullable ScalarKind ofInteger(BtfType.Int type) {
    if (type.size() == 1 && type.encoding() == Encoding.BOOL) {
      return ScalarKind.BOOL;
    } else if (type.size() == 1
        && (type.name().equals("char") || type.encoding() == Encoding.CHAR)) {
      return ScalarKind.CHAR;
    }
    return ofSize(type.size(), type.encoding() == Encoding.SIGNED);
  }

  /** The numbers of an enum. */
  static @Nullable ScalarKind ofEnum(BtfType.Enumeration type) {
    boolean isInt = type.size() == 4 && !isLong(type);
    return ofSize(type.size(), type.signed() || isInt);
  }

  /**
   * Whether an enum's numbers are long: those of 8 bytes, and those of 4 with a constant that no
   * int is. Other unsigned ones are int, as their constants are in C.
   */
  static boolean isLong(BtfType.Enumeration type) {
    if (type.size() != 4) {
      return type.size() == 8;
    }
    return type.enumerators().stream().anyMatch(each -> each.value() > Integer.MAX_VALUE);
  }

  private static @Nullable ScalarKind ofSize(int size, boolean signed) {
    return switch (size) {
      case 1 -> signed ? ScalarKind.S8 : ScalarKind.U8;
      case 2 -> signed ? ScalarKind.S16 : ScalarKind.U16;
      case 4 -> signed ? ScalarKind.S32 : ScalarKind.U32;
      case 8 -> signed ? ScalarKind.S64 : ScalarKind.U64;
      case 16 -> signed ? ScalarKind.S128 : ScalarKind.U128;
      default -> null;
    };
  }

  /** The kind of a bitfield, or null if there is none. */
  static @Nullable ScalarKind ofBits(BtfType type, int bits) {
    if (bits > 64) {
      return null;
    } else if (type instanceof BtfType.Int integer) {
      return integer.encoding() == Encoding.BOOL
          ? ScalarKind.BOOL_BITS
          : ofBits(bits, integer.encoding() == Encoding.SIGNED);
    } else if (type instanceof BtfType.Enumeration enumeration) {
      if (isLong(enumeration)) {
        return enumeration.signed() ? ScalarKind.SIGNED_LONG_BITS : ScalarKind.LONG_BITS;
      }
      return bits > 32 ? null : ofBits(bits, enumeration.signed() || bits == 32);
    }
    return null;
  }

  private static ScalarKind ofBits(int bits, boolean signed) {
    if (signed) {
      return bits <= 32 ? ScalarKind.SIGNED_INT_BITS : ScalarKind.SIGNED_LONG_BITS;
    }
    return bits <= 31 ? ScalarKind.INT_BITS : ScalarKind.LONG_BITS;
  }

  /** What is said about a bitfield's values. */
  static String rangeOfBits(ScalarKind kind, int bits) {
    return switch (kind) {
      case INT_BITS, LONG_BITS ->
          bits == 64 ? ", an unsigned number" : ", 0 to " + (-1L >>> (64 - bits));
      case SIGNED_INT_BITS, SIGNED_LONG_BITS -> {
        long most = -1L >>> (64 - bits) >>> 1;
        yield ", " + ~most + " to " + most;
      }
      default -> "";
    };
  }
}
