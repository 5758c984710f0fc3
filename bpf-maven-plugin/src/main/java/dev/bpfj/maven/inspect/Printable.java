package dev.bpfj.maven.inspect;

/** Names of objects, which may hold anything, without what would spoil a terminal or a page. */
final class Printable {
  private static final int MOST_CHARACTERS = 1000;

  private Printable() {}

  /** The text on one line, long ones cut. */
  static String of(String text) {
    StringBuilder line = new StringBuilder();
    for (int at = 0; at < text.length(); ) {
      if (line.length() >= MOST_CHARACTERS) {
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
