package dev.bpfj.object.btf;

/** Checks each type by itself, so that later code can rely on valid ids and names. */
final class BtfChecker {
  private final BtfTable table;

  private BtfChecker(BtfTable table) {
    this.table = table;
  }

  static void check(BtfTable table) {
    BtfChecker checker = new BtfChecker(table);
    for (int id = 1; id <= table.count(); id++) {
      checker.check(id);
    }
  }

  /** Checks that the elements of arrays have types, which {@link #check} does not. */
  static void checkElements(BtfTable table) {
    BtfChecker checker = new BtfChecker(table);
    for (int id = 1; id <= table.count(); id++) {
      if (table.kind(id) == BtfKind.ARRAY) {
        checker.checkType(id, table.word(id, 0));
      }
    }
  }

  private void check(int id) {
    checkString(id, table.nameOffset(id));
    int elements = table.elements(id);
    switch (table.kind(id)) {
      case PTR, TYPEDEF, VOLATILE, CONST, RESTRICT, TYPE_TAG, VAR ->
          checkType(id, table.target(id));
      case FUNC -> checkKind(id, table.target(id), BtfKind.FUNC_PROTO);
      case DECL_TAG -> checkId(id, table.target(id));
      case ARRAY -> checkType(id, table.word(id, 1));
      case STRUCT, UNION -> checkMembers(id, elements);
      case FUNC_PROTO -> checkParameters(id, elements);
      case ENUM -> checkNames(id, elements, 2);
      case ENUM64 -> checkNames(id, elements, 3);
      case DATASEC -> checkVariables(id, elements);
      case UNKNOWN, INT, FWD, FLOAT -> {}
    }
  }

  private void checkMembers(int id, int elements) {
    for (int i = 0; i < elements; i++) {
      checkString(id, table.unsignedWord(id, i * 3));
      checkType(id, table.memberType(id, i));
    }
  }

  private void checkParameters(int id, int elements) {
    checkType(id, table.target(id));
    for (int i = 0; i < elements; i++) {
      checkString(id, table.unsignedWord(id, i * 2));
      checkType(id, table.word(id, i * 2 + 1));
    }
  }

  private void checkNames(int id, int elements, int words) {
    for (int i = 0; i < elements; i++) {
      checkString(id, table.unsignedWord(id, i * words));
    }
  }

  private void checkVariables(int id, int elements) {
    for (int i = 0; i < elements; i++) {
      int variable = table.word(id, i * 3);
      checkId(id, variable);
      BtfKind kind = table.kind(variable);
      // Kernel functions are externs of .ksyms too.
      if (kind != BtfKind.VAR && kind != BtfKind.FUNC) {
        throw table.malformed(
            id, "section entry is not a variable: type=" + variable + " (" + kind + ")");
      }
    }
  }

  private void checkString(int id, long offset) {
    if (!table.strings().contains(offset)) {
      throw table.malformed(id, "name outside the string table: offset=" + offset);
    }
  }

  private void checkId(int id, int target) {
    if (target < 0 || target > table.count()) {
      throw table.malformed(
          id, "refers to a type that is not there: type=" + Integer.toUnsignedLong(target));
    }
  }

  private void checkType(int id, int target) {
    checkId(id, target);
    if (table.kind(target).isDeclaration()) {
      throw table.malformed(
          id, "refers to a non-type: type=" + target + " (" + table.kind(target) + ")");
    }
  }

  private void checkKind(int id, int target, BtfKind expected) {
    checkId(id, target);
    if (table.kind(target) != expected) {
      throw table.malformed(
          id,
          "refers to a type of the wrong kind: type="
              + target
              + " ("
              + table.kind(target)
              + "), expected="
              + expected);
    }
  }
}
