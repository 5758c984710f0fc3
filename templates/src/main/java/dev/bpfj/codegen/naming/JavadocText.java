package dev.bpfj.codegen.naming;

import org.jspecify.annotations.Nullable;

/**
 * C code as text in a Javadoc comment that can be printed into a Java source without escaping: it
 * contains no end of comment, escape, tag or HTML.
 */
public final class JavadocText {
  private static final int MOST_CHARACTERS = 300;
  private static final String PLAIN = " _.,;:*/()[]{}<>=+-?!'";
  private static final String HARMLESS = " _.,;:()[]=+-?!";

  private final String text;
  private final String plain;

  private JavadocText(String text, String plain) {
    this.text = text;
    this.plain = plain;
  }

  /**
   * Code, in the code font.
   *
   * @param code any text
   * @return the text, cut if it is very long
   */
  public static JavadocText code(String code) {
    String cut = code.isBlank() ? "?" : cut(code);
    return new JavadocText(
        isPlain(cut) ? "{@code " + cut + "}" : "<code>" + escaped(cut) + "</code>", cut);
  }

  private static String cut(String code) {
    if (code.length() <= MOST_CHARACTERS) {
      return code;
    }
    int end = Character.isHighSurrogate(code.charAt(MOST_CHARACTERS - 1)) ? 1 : 0;
    return code.substring(0, MOST_CHARACTERS - end) + "...";
  }

  // What {@code} takes as it is. Without a backslash there is no escape; braces must match, or the
  // tag would end early or late; and nothing may end the comment.
  private static boolean isPlain(String code) {
    int open = 0;
    for (int i = 0; i < code.length() && open >= 0; i++) {
      char c = code.charAt(i);
      open += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (!isLetterOrDigit(c) && PLAIN.indexOf(c) < 0) {
        return false;
      }
    }
    return open == 0 && !code.contains("*/");
  }

  private static boolean isLetterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static String escaped(String code) {
    StringBuilder text = new StringBuilder();
    code.codePoints().forEach(c -> append(text, c));
    return text.toString();
  }

  private static void append(StringBuilder text, int c) {
    if (isLetterOrDigit(c) || HARMLESS.indexOf(c) >= 0) {
      text.appendCodePoint(c);
    } else if ((c > 0x20 && c < 0x7f) || (c > 0x7f && Character.isLetterOrDigit(c))) {
      text.append("&#").append(c).append(';');
    } else {
      text.append('?'); // a control, or what would change how the text around it reads
    }
  }

  /**
   * The code itself, for messages and not for sources.
   *
   * @return the code, cut if it is very long
   */
  public String plain() {
    return plain;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JavadocText same && same.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /**
   * The text.
   *
   * @return Javadoc
   */
  @Override
  public String toString() {
    return text;
  }
}
