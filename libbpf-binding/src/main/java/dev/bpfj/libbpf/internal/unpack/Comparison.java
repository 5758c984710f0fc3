package dev.bpfj.libbpf.internal.unpack;

/** Compares bytes in Java, for the library without which no C function can be called. */
public class Comparison {
  /** Makes it. */
  public Comparison() {}

  /**
   * Whether two arrays have the same length and the same bytes. By a loop: a new JVM interprets it,
   * and {@link java.util.Arrays#equals(byte[], byte[])} too, which takes twice as long then.
   *
   * @param found one
   * @param expected the other
   * @return true if so
   */
  public boolean areEqual(byte[] found, byte[] expected) {
    if (found.length != expected.length) {
      return false;
    }
    for (int i = 0; i < found.length; i++) {
      if (found[i] != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
