package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.naming.JavadocText;
import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.BtfType;

/** Types as C writes them, for documentation. */
final class CText {
  private CText() {}

  /** A variable or member, such as {@code int (*handlers[4])(void *)}. */
  static JavadocText declaration(Btf btf, int type, String name) {
    return JavadocText.code(declare(btf, type, name));
  }

  private static String declare(Btf btf, int id, String inner) {
    String declarator = inner;
    int at = id;
    for (int depth = 0; depth < 64; depth++) {
      BtfType type = btf.type(at);
      if (type instanceof BtfType.Array array) {
        declarator += "[" + array.length() + "]";
        at = array.element();
      } else if (type instanceof BtfType.Ptr pointer) {
        boolean below = btf.type(pointer.target()) instanceof BtfType.Array;
        declarator = below ? "(*" + declarator + ")" : "*" + declarator;
        at = pointer.target();
      } else if (type instanceof BtfType.Qualified qualified) {
        at = qualified.target();
      } else if (type instanceof BtfType.TypeTag tag) {
        at = tag.target();
      } else {
        return name(type) + " " + declarator;
      }
    }
    return "... " + declarator;
  }

  /** A type's name with its keyword. */
  static String name(BtfType type) {
    String name = type.name().isEmpty() ? "{...}" : type.name();
    if (type instanceof BtfType.Composite composite) {
      return (composite.isUnion() ? "union " : "struct ") + name;
    } else if (type instanceof BtfType.Fwd forward) {
      return (forward.isUnion() ? "union " : "struct ") + name;
    } else if (type instanceof BtfType.Enumeration) {
      return "enum " + name;
    } else if (type instanceof BtfType.VoidType) {
      return "void";
    }
    return type instanceof BtfType.FuncProto ? "void (...)" : type.name();
  }
}
