package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.naming.JavadocText;
import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.BtfType;
import dev.bpfj.object.btf.CDeclaration;

/** Types as C writes them, for documentation and messages. */
final class CText {
  private CText() {}

  /** A variable or member, such as {@code int (*handlers[4])(void *)}. */
  static JavadocText declaration(Btf btf, int type, String name) {
    return JavadocText.code(CDeclaration.brief(btf, type, name));
  }

  /** A type's name with its keyword, {@code struct {...}} for one without a name. */
  static String name(BtfType type) {
    String name = type.name().isEmpty() ? "{...}" : type.name();
    if (type instanceof BtfType.Composite composite) {
      return (composite.isUnion() ? "union " : "struct ") + name;
    } else if (type instanceof BtfType.Fwd forward) {
      return (forward.isUnion() ? "union " : "struct ") + name;
    } else if (type instanceof BtfType.Enumeration) {
      return "enum " + name;
    }
    return type.name();
  }
}
