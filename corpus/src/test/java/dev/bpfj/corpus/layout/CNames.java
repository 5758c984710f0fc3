package dev.bpfj.corpus.layout;

import dev.bpfj.codegen.naming.JavaString;
import dev.bpfj.codegen.naming.JavadocText;

/** C, out of what a skeleton's model has; the corpus has no hostile names. */
final class CNames {
  private static final String CODE = "{@code ";

  private CNames() {}

  static String of(JavaString literal) {
    String text = literal.toString();
    return text.substring(1, text.length() - 1);
  }

  static String ofCode(JavadocText javadoc) {
    String text = javadoc.toString();
    if (!text.startsWith(CODE)) {
      throw new AssertionError("no plain C: " + text);
    }
    return text.substring(CODE.length(), text.length() - 1);
  }
}
