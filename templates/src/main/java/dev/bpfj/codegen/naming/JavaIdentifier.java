package dev.bpfj.codegen.naming;

/**
 * A name that is safe to print into a Java source as it is: ASCII letters, digits and underscores,
 * no keyword, and short enough for a class file's name.
 */
public final class JavaIdentifier {
  /** The longest identifier that is made, in characters. */
  public static final int MOST_CHARACTERS = 100;

  private final String text;

  private JavaIdentifier(String text) {
    this.text = text;
  }

  /**
   * Creates an identifier from a text that is a valid one.
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
        && hasShape(text)
        && !ReservedNames.KEYWORDS.contains(text);
  }

  /** Whether it is a letter or underscore, followed by such and digits. */
  private static boolean hasShape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean starts = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (!starts && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !text.isEmpty();
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
