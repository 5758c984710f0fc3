package dev.bpfj.benchmarks;

/** A benchmark that does not do its work is not to be believed. */
final class Checks {
  private Checks() {}

  static int all(long expected, long done) {
    if (done != expected) {
      throw new IllegalStateException("not all was done: done=" + done + ", expected=" + expected);
    }
    return (int) done;
  }
}
