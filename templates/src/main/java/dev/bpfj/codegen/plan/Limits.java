package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.Note.Kind;
import java.util.List;

/** Limits of a skeleton. */
final class Limits {
  // Some 60 MB of source.
  private static final int MOST_VARIABLES = 100_000;

  /** The largest section: what a ByteBuffer can show. */
  static final long MOST_BYTES = Integer.MAX_VALUE;

  private Limits() {}

  /** The first ones, with a note about the others. */
  static <T> List<T> variables(Types types, String where, List<T> members) {
    return members(types.notes(), where, members, MOST_VARIABLES);
  }

  static <T> List<T> members(Notebook notes, String where, List<T> members, int limit) {
    if (members.size() <= limit) {
      return members;
    }
    notes.add(
        Kind.NOT_GENERATED,
        where,
        "has more members than a skeleton can, the first "
            + limit
            + " are there: members="
            + members.size());
    return members.subList(0, limit);
  }
}
