package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.Note.Kind;
import java.util.List;

/** How much a Java class can have: 65535 constants, and as many bytes in a method. */
final class Limits {
  // A variable has up to four methods, each with a name of its own, and a constant for its offset.
  private static final int MOST_MEMBERS = 12_000;

  /** The largest section: what a ByteBuffer can show. */
  static final long MOST_BYTES = Integer.MAX_VALUE;

  private Limits() {}

  /** The first ones, with a note about the others. */
  static <T> List<T> members(Types types, String where, List<T> members) {
    return members(types.notes(), where, members, MOST_MEMBERS);
  }

  static <T> List<T> members(Notebook notes, String where, List<T> members, int limit) {
    if (members.size() <= limit) {
      return members;
    }
    notes.add(
        Kind.NOT_GENERATED,
        where,
        "has more members than a class can, the first "
            + limit
            + " are there: members="
            + members.size());
    return members.subList(0, limit);
  }
}
