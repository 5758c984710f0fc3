package dev.bpfj.nativebuild;

import dev.bpfj.kernelvm.KernelTestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256, which pins files and keys the cache. */
final class Sha256 {
  private Sha256() {}

  /** The digest of files' contents, one after the other. */
  static String of(List<Path> files) {
    MessageDigest digest = digest();
    try {
      for (Path file : files) {
        digest.update(Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The digest of lines. */
  static String ofLines(List<String> lines) {
    byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(digest().digest(text));
  }

  /**
   * Makes sure that a file is the pinned one.
   *
   * @throws KernelTestException if it is another one
   */
  static Path require(Path file, String expected) {
    String found = of(List.of(file));
    if (!found.equals(expected)) {
      throw new KernelTestException(
          file + ": not the pinned file: sha256=" + found + ", expected=" + expected);
    }
    return file;
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new LinkageError("every JVM has SHA-256", e);
    }
  }
}
