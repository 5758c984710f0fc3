package dev.bpfj.libbpf.internal.binary;

/** How alike names are. */
final class Spelling {
  private Spelling() {}

  /** How many characters have to be inserted, left out or replaced to get one from the other. */
  static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int column = 0; column < row.length; column++) {
      row[column] = column;
    }
    for (int line = 1; line <= one.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column < row.length; column++) {
        int replaced = diagonal + (one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(replaced, Math.min(diagonal, row[column - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
