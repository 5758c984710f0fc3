package dev.bpfj.libbpf.internal.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Compares bytes in Java, for the library without which no C function can be called. */
public class Comparison {
  /** Makes it. */
  public Comparison() {}

  /**
   * Whether a file has these bytes and no others.
   *
   * @param found the file's content
   * @param expected the bytes
   * @return true if so
   * @throws IOException if the file cannot be read
   */
  public boolean areEqual(InputStream found, byte[] expected) throws IOException {
    return Arrays.equals(found.readAllBytes(), expected);
  }
}
