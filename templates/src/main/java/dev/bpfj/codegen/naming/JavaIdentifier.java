package dev.bpfj.codegen.naming;

import java.util.regex.Pattern;

/**
 * A name that is safe to print into a Java source as it is: ASCII letters, digits and underscores,
 * no keyword, and short enough for a class file's name.
 */
public final class JavaIdentifier {
  /** The longest identifier that is made, in characters. */
  public static final int MOST_CHARACTERS = 100;

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final String text;

  private JavaIdentifier(String text) {
    this.text = text;
  }

  /**
   * Makes an identifier of a text that is one.
   *
   * @param text the text
   * @return the identifier
   * @throws IllegalArgumentException if it is none
   */
  public static JavaIdentifier of(String text) {
    if (!isSafe(text)) {
      throw new IllegalArgumentException("no identifier: " + text);
    }
    return new JavaIdentifier(text);
  }

  /**
   * Whether a text may be printed as a name.
   *
   * @param text the text
   * @return true if {@link #of} takes it
   */
  public static boolean isSafe(String text) {
    return text.length() <= MOST_CHARACTERS
        && SHAPE.matcher(text).matches()
        && !ReservedNames.KEYWORDS.contains(text);
  }

  /**
   * The name.
   *
   * @return its characters
   */
  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JavaIdentifier identifier && identifier.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
