package dev.bpfj.object.btf;

/**
 * Detects types that contain themselves: a typedef of itself, an array of itself, a struct with
 * itself as a member, and longer cycles. Pointers and functions end a cycle, since they do not
 * contain what they refer to. One traversal of all types with an explicit stack.
 */
final class Containment {
  private static final byte OPEN = 1;
  private static final byte DONE = 2;

  private final BtfTable table;
  private final byte[] states;
  // The types on the way to the current one, and the next part of each to look at.
  private final int[] path;
  private final int[] next;
  private int depth;

  private Containment(BtfTable table) {
    this.table = table;
    this.states = new byte[table.count() + 1];
    this.path = new int[table.count() + 1];
    this.next = new int[table.count() + 1];
  }

  static void check(BtfTable table) {
    Containment containment = new Containment(table);
    for (int id = 1; id <= table.count(); id++) {
      containment.walk(id);
    }
  }

  private void walk(int root) {
    enter(root);
    while (depth > 0) {
      int id = path[depth - 1];
      int part = next[depth - 1]++;
      if (part < parts(id)) {
        enter(part(id, part));
      } else {
        states[id] = DONE;
        depth--;
      }
    }
  }

  private void enter(int id) {
    if (states[id] == OPEN) {
      throw table.malformed(id, "contains itself: " + table.kind(id));
    }
    if (id != 0 && states[id] != DONE) {
      states[id] = OPEN;
      path[depth] = id;
      next[depth++] = 0;
    }
  }

  private int parts(int id) {
    BtfKind kind = table.kind(id);
    if (kind.isComposite()) {
      return table.elements(id);
    }
    return kind.isTransparent() || kind == BtfKind.ARRAY || kind == BtfKind.VAR ? 1 : 0;
  }

  private int part(int id, int part) {
    BtfKind kind = table.kind(id);
    if (kind.isComposite()) {
      return table.memberType(id, part);
    }
    return kind == BtfKind.ARRAY ? table.element(id) : table.target(id);
  }
}
