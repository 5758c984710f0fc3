package dev.bpfj.libbpf.internal.unpack;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads files of {@code /proc} while a JVM starts: by a stream, since an interrupt would close a
 * channel, and since the classes of channels take time to load. Texts have a character for each
 * byte, which takes no time to decode.
 */
public final class ProcFile {
  private ProcFile() {}

  /**
   * Reads a file.
   *
   * @param path the file
   * @return its bytes, a character each
   * @throws IOException if it cannot be read
   */
  public static String read(String path) throws IOException {
    try (FileInputStream in = new FileInputStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /** The bytes of a text, a character each. */
  static String encoded(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /**
   * A part of what was read as a text.
   *
   * @param bytes bytes, a character each
   * @return the text that they are in UTF-8
   */
  public static String decoded(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
