package dev.bpfj.object;

/**
 * Turns untrusted text, such as the names in an object, into a single line that is safe to print:
 * it cannot forge a line of a log, control a terminal, or change how the surrounding text is
 * displayed.
 */
public final class PrintableText {
  private static final int MOST_CHARACTERS = 1000;
  private static final int MOST_OF_MESSAGE = 20_000;

  private PrintableText() {}

  /**
   * Makes text printable.
   *
   * @param text any text
   * @return the text with control and format characters, line ends, unpaired surrogates, and
   *     characters without a meaning of their own replaced by backslash, {@code u} and their number
   *     in hexadecimal; cut after 1000 characters
   */
  public static String of(String text) {
    return of(text, MOST_CHARACTERS);
  }

  /**
   * Makes text printable.
   *
   * @param text any text
   * @param most the length to cut it at; what was cut shows as three dots
   * @return the text as {@link #of(String)} gives it
   */
  public static String of(String text, int most) {
    StringBuilder line = new StringBuilder();
    for (int at = 0; at < text.length(); ) {
      if (line.length() >= most) {
        return line.append("...").toString();
      }
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      if (isPlain(point)) {
        line.appendCodePoint(point);
      } else {
        line.append(String.format("\\u%04x", point));
      }
    }
    return line.toString();
  }

  /**
   * Makes a line of a message printable, which may quote several texts.
   *
   * @param line the line
   * @return the line as {@link #of(String)} gives it, but cut after 20,000 characters
   */
  public static String ofMessage(String line) {
    return of(line, MOST_OF_MESSAGE);
  }

  private static boolean isPlain(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
