package dev.bpfj.libbpf.internal.unpack;

import java.io.IOException;
import java.io.InputStream;

/** Compares bytes in Java, for the library without which no C function can be called. */
public class Comparison {
  /** Makes it. */
  public Comparison() {}

  /**
   * Whether a file has these bytes and no others. They are compared by a loop: a new JVM interprets
   * it, and {@link java.util.Arrays#equals(byte[], byte[])} too, which takes twice as long then.
   *
   * @param found the file's content
   * @param expected the bytes
   * @return true if so
   * @throws IOException if the file cannot be read
   */
  public boolean areEqual(InputStream found, byte[] expected) throws IOException {
    byte[] bytes = found.readAllBytes();
    if (bytes.length != expected.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
