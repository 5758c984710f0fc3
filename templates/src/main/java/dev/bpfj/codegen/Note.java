package dev.bpfj.codegen;

import dev.bpfj.object.PrintableText;

/**
 * A note for the user about a skeleton: a name that is not the expected one, or a part of the
 * object that the skeleton omits. Its texts are {@link PrintableText}, even though the object's
 * names are untrusted.
 *
 * @param kind what it is about
 * @param object the object's name
 * @param where the place in the object, such as {@code section ".bss": variable "count"}
 * @param what what is to be said about it
 */
public record Note(Kind kind, String object, String where, String what) {
  private static final int MOST_CHARACTERS = 600;
  // A path is as long as the system allows.
  private static final int MOST_OF_NAME = 4096;

  /**
   * Makes the texts printable.
   *
   * @param kind what it is about
   * @param object the object's name
   * @param where the place in the object
   * @param what what is to be said about it
   */
  public Note {
    object = PrintableText.of(object, MOST_OF_NAME);
    where = PrintableText.of(where, MOST_CHARACTERS);
    what = PrintableText.of(what, MOST_CHARACTERS);
  }

  /** What a note is about. */
  public enum Kind {
    /** A Java name is not the one that the C name suggests. */
    RENAMED,
    /** A variable, member or type is omitted, or is available only in a simpler form. */
    NOT_GENERATED,
    /** The object has no type information, so its global variables are not known. */
    NO_BTF,
    /** A section looks like global data, but libbpf does not load it. */
    IGNORED_SECTION,
    /** The kernel rejects a map unless its settings are changed before load. */
    REFUSED_MAP
  }

  /**
   * The note as a line of a log.
   *
   * @return {@code <object>: <where>: <what>}
   */
  public String message() {
    return object + ": " + (where.isEmpty() ? "" : where + ": ") + what;
  }
}
