package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.Note;
import dev.bpfj.codegen.Note.Kind;
import dev.bpfj.codegen.naming.NameScope;
import dev.bpfj.object.PrintableText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects the notes about a skeleton. */
public final class Notebook {
  private static final int MOST_CHARACTERS = 120;
  // A hostile object could fill a build's log with what it does not get.
  private static final int MOST_OF_A_KIND = 200;

  private final String object;
  private final List<Note> notes = new ArrayList<>();
  private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

  /**
   * Makes an empty one.
   *
   * @param object the object's name
   */
  public Notebook(String object) {
    this.object = object;
  }

  void add(Kind kind, String where, String what) {
    if (counts.merge(kind, 1, Integer::sum) <= MOST_OF_A_KIND) {
      notes.add(new Note(kind, object, where, what));
    }
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

  /** A C name for a message, cut so that the rest of the message is read too. */
  static String quoted(String name) {
    return "\"" + shown(name) + "\"";
  }

  private static String shown(String text) {
    return PrintableText.of(text, MOST_CHARACTERS);
  }

  /**
   * What was noted.
   *
   * @return in the order of the object; of each kind the first ones, and how many others there are
   */
  public List<Note> notes() {
    List<Note> all = new ArrayList<>(notes);
    counts.forEach(
        (kind, count) -> {
          if (count > MOST_OF_A_KIND) {
            all.add(new Note(kind, object, "", rest(kind, count - MOST_OF_A_KIND)));
          }
        });
    return List.copyOf(all);
  }

  private static String rest(Kind kind, int count) {
    String what =
        switch (kind) {
          case RENAMED -> "more names that are not the expected ones";
          case NOT_GENERATED ->
              "more members and types that the skeleton does not have as they are";
          case NO_BTF, IGNORED_SECTION -> "more sections that are not loaded";
          case REFUSED_MAP -> "more maps that the kernel refuses";
        };
    return what + ": count=" + count;
  }
}
