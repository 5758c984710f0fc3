package dev.bpfj.codegen.naming;

import org.jspecify.annotations.Nullable;

/**
 * A Java string literal, quotes included, that is safe to print into a Java source as it is.
 *
 * <p>{@code \}{@code uXXXX} escapes are read before anything else in a source, so that one of a
 * quote ends a literal; they stand for characters outside of ASCII only, and octal escapes for
 * ASCII's control characters.
 */
public final class JavaString {
  /** How many bytes of UTF-8 javac allows a constant: one less than the class file format does. */
  public static final int MOST_BYTES = 65_534;

  private final String literal;

  private JavaString(String literal) {
    this.literal = literal;
  }

  /**
   * The literal of a text.
   *
   * @param text any text that {@link #fits}
   * @return the literal
   */
  public static JavaString of(String text) {
    StringBuilder literal = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      append(literal, text.charAt(i));
    }
    return new JavaString(literal.append('"').toString());
  }

  private static void append(StringBuilder literal, char c) {
    if (c == '"' || c == '\\') {
      literal.append('\\').append(c);
    } else if (c >= 0x20 && c < 0x7f) {
      literal.append(c);
    } else if (c <= 0x7f) {
      literal.append(String.format("\\%03o", (int) c));
    } else {
      literal.append(String.format("\\u%04x", (int) c));
    }
  }

  /**
   * Whether a text can be a constant of a class.
   *
   * @param text the text
   * @return false if it is too long
   */
  public static boolean fits(String text) {
    // Three bytes are the most that one char takes, and zero takes two.
    if (text.length() <= MOST_BYTES / 3) {
      return true;
    }
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes += c != 0 && c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
    }
    return bytes <= MOST_BYTES;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JavaString same && same.literal.equals(literal);
  }

  @Override
  public int hashCode() {
    return literal.hashCode();
  }

  /**
   * The literal.
   *
   * @return with its quotes
   */
  @Override
  public String toString() {
    return literal;
  }
}
