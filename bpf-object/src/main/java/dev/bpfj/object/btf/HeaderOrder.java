package dev.bpfj.object.btf;

import java.util.Arrays;

/**
 * The order in which C requires types: a type is defined after everything that it contains, names
 * are declared before they are used, and a pointer's target only has to be declared. One traversal
 * with an explicit stack, since types may be nested deeper than a thread's stack allows.
 *
 * <p>A node of the traversal is a type that is either declared, so that pointers to it are
 * possible, or defined.
 */
final class HeaderOrder {
  private static final byte OPEN = 1;
  private static final byte DONE = 2;
  private static final int NONE = -1;

  private final BtfTable table;
  private final Visitor visitor;
  private final byte[] states;
  // The nodes on the way to the current one, and the next part of each to look at.
  private int[] path = new int[64];
  private int[] next = new int[64];
  private int depth;

  /** Receives each type after everything that it depends on. */
  interface Visitor {
    /** The tag of a struct or union has to be declared. */
    void declare(int id);

    /** A named type has to be defined. */
    void define(int id);
  }

  HeaderOrder(BtfTable table, Visitor visitor) {
    this.table = table;
    this.visitor = visitor;
    this.states = new byte[2 * (table.count() + 1)];
  }

  /** Visits a type, and before it whatever was not visited yet and is needed. */
  void define(int id) {
    enter(node(id, true));
    while (depth > 0) {
      int node = path[depth - 1];
      int part = next[depth - 1]++;
      if (part < parts(node)) {
        enter(part(node, part));
      } else {
        states[node] = DONE;
        depth--;
        finish(node >> 1, isWhole(node));
      }
    }
  }

  private void enter(int node) {
    if (node == NONE || states[node] == DONE) {
      return;
    }
    if (states[node] == OPEN) {
      throw table.malformed(
          node >> 1, "cannot be written in C: is part of itself: " + table.kind(node >> 1));
    }
    states[node] = OPEN;
    if (depth == path.length) {
      path = Arrays.copyOf(path, 2 * depth);
      next = Arrays.copyOf(next, 2 * depth);
    }
    path[depth] = node;
    next[depth++] = 0;
  }

  /** The node of a type; kinds for which declaration and definition are the same have one node. */
  private int node(int id, boolean whole) {
    if (id == 0) {
      return NONE;
    }
    boolean strength =
        switch (table.kind(id)) {
          case STRUCT, UNION -> whole || isAnonymous(id);
          case TYPEDEF, VOLATILE, CONST, RESTRICT, TYPE_TAG -> whole;
          default -> true;
        };
    return id << 1 | (strength ? 1 : 0);
  }

  private static boolean isWhole(int node) {
    return (node & 1) != 0;
  }

  private boolean isAnonymous(int id) {
    return table.nameOffset(id) == 0;
  }

  private int parts(int node) {
    int id = node >> 1;
    return switch (table.kind(id)) {
      case PTR, VOLATILE, CONST, RESTRICT, TYPE_TAG, ARRAY -> 1;
      case TYPEDEF -> isWhole(node) ? 2 : 1;
      case FUNC_PROTO -> 1 + table.elements(id);
      case STRUCT, UNION -> isWhole(node) ? table.elements(id) : 0;
      default -> 0;
    };
  }

  private int part(int node, int part) {
    int id = node >> 1;
    boolean whole = isWhole(node);
    return switch (table.kind(id)) {
      case PTR -> node(table.target(id), false);
      case ARRAY -> node(table.word(id, 0), true);
      case TYPEDEF -> whole && part == 0 ? node(id, false) : node(table.target(id), whole);
      case FUNC_PROTO -> node(part == 0 ? table.target(id) : table.word(id, part * 2 - 1), false);
      case STRUCT, UNION -> node(table.memberType(id, part), true);
      default -> node(table.target(id), whole);
    };
  }

  private void finish(int id, boolean whole) {
    switch (table.kind(id)) {
      case FWD -> visitor.declare(id);
      case INT, FLOAT -> visitor.define(id);
      case TYPEDEF -> {
        if (!whole) {
          visitor.define(id);
        }
      }
      case STRUCT, UNION, ENUM, ENUM64 -> {
        if (!isAnonymous(id) && whole) {
          visitor.define(id);
        } else if (!isAnonymous(id)) {
          visitor.declare(id);
        }
      }
      default -> {}
    }
  }
}
