package dev.bpfj.codegen;

import dev.bpfj.object.PrintableText;

/**
 * Something about a skeleton that its user should know: a name that is not the expected one, or
 * something of the object that the skeleton does not have. Its texts are {@link PrintableText},
 * whatever names the object holds.
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
    /** Something got another Java name than its C name suggests. */
    RENAMED,
    /** A variable, member or type that the skeleton does not have, or has in a plainer form. */
    NOT_GENERATED,
    /** The object has no type information, so its global variables are not known. */
    NO_BTF,
    /** A section that looks like global data and that libbpf does not load. */
    IGNORED_SECTION,
    /** A map as the kernel does not make it, unless its settings are changed before load. */
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
