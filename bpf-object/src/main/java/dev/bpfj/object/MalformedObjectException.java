package dev.bpfj.object;

/**
 * Thrown if a file is not a BPF object, or a malformed one. The message has the form {@code
 * <object>: <where>: <what>} and is always a single line of {@link PrintableText}, even though the
 * object's names are untrusted.
 */
public final class MalformedObjectException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MOST_CHARACTERS = 600;
  // A path is as long as the system allows.
  private static final int MOST_OF_NAME = 4096;

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
    super(
        PrintableText.of(object, MOST_OF_NAME)
            + ": "
            + PrintableText.of(where, MOST_CHARACTERS)
            + ": "
            + PrintableText.of(what, MOST_CHARACTERS));
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
}
