package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.Note;
import dev.bpfj.codegen.Note.Kind;
import dev.bpfj.codegen.naming.NameScope;
import java.util.ArrayList;
import java.util.List;

/** Collects what is to be said about a skeleton. */
public final class Notebook {
  private static final int MOST_CHARACTERS = 120;

  private final String object;
  private final List<Note> notes = new ArrayList<>();

  /**
   * Makes an empty one.
   *
   * @param object the object's name
   */
  public Notebook(String object) {
    this.object = object;
  }

  void add(Kind kind, String where, String what) {
    notes.add(new Note(kind, object, where, what));
  }

  void addRenames(String where, NameScope scope) {
    for (NameScope.Rename rename : scope.takeRenames()) {
      add(
          Kind.RENAMED,
          where + " " + quoted(rename.cName()),
          "is named \""
              + rename.given()
              + "\", not \""
              + shown(rename.wanted())
              + "\": "
              + shown(rename.reason()));
    }
  }

  /** A C name for a message, without what would spoil a terminal. */
  static String quoted(String name) {
    return "\"" + shown(name) + "\"";
  }

  private static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(MOST_CHARACTERS)
        .map(c -> Character.isLetterOrDigit(c) || (c >= 0x20 && c < 0x7f) ? c : '?')
        .forEach(shown::appendCodePoint);
    return shown.length() < text.length() && text.length() > MOST_CHARACTERS
        ? shown + "..."
        : shown.toString();
  }

  /**
   * What was noted.
   *
   * @return in the order of the object
   */
  public List<Note> notes() {
    return List.copyOf(notes);
  }
}
