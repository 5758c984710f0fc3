package dev.bpfj.object;

/**
 * A file that is not a BPF object, or is a broken one. The message says which file, where in it and
 * what is wrong there: {@code <object>: <where>: <what>}. It is one printable line, whatever names
 * the object holds.
 */
public final class MalformedObjectException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MOST_CHARACTERS = 600;

  private final String object;
  private final String where;

  /**
   * Makes the exception.
   *
   * @param object the object's name, as the caller gave it
   * @param where the place inside the object, such as {@code section ".BTF"}
   * @param what what is wrong there, and what was expected
   */
  public MalformedObjectException(String object, String where, String what) {
    super(object + ": " + printable(where) + ": " + printable(what));
    this.object = object;
    this.where = where;
  }

  /**
   * The object's name.
   *
   * @return the name under which the object was read
   */
  public String object() {
    return object;
  }

  /**
   * The place inside the object.
   *
   * @return such as {@code ELF header} or {@code section ".BTF"}
   */
  public String where() {
    return where;
  }

  // Names come from the file: without this one could forge lines of a build log.
  private static String printable(String text) {
    StringBuilder line = new StringBuilder();
    for (int at = 0; at < text.length() && line.length() < MOST_CHARACTERS; ) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      if (isPlain(point)) {
        line.appendCodePoint(point);
      } else {
        line.append(String.format("\\u%04x", point));
      }
    }
    return line.length() < MOST_CHARACTERS ? line.toString() : line.append("...").toString();
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
