package dev.bpfj.test.packet;

/** What fits into a field. */
final class Range {
  private Range() {}

  static void check(String field, long value, long most) {
    if (value < 0 || value > most) {
      throw new IllegalArgumentException(
          field + ": does not fit: value=" + value + ", expected=0 to " + most);
    }
  }
}
