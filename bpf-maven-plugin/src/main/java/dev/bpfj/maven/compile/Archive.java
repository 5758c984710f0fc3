package dev.bpfj.maven.compile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Unpacks jars. */
final class Archive {
  private Archive() {}

  /**
   * Unpacks files of a jar.
   *
   * @param jar the jar
   * @param directory where they go
   * @param place maps an entry to its path below the directory; empty for entries to skip
   * @throws IOException if the jar cannot be read or a file cannot be written, or an entry leads
   *     out of the directory
   */
  static void unpack(Path jar, Path directory, Function<String, Optional<String>> place)
      throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      List<? extends ZipEntry> entries = Collections.list(zip.entries());
      for (ZipEntry entry : entries) {
        Optional<String> wanted = place.apply(entry.getName());
        if (wanted.isPresent() && !entry.isDirectory()) {
          Path file = directory.resolve(wanted.get()).normalize();
          if (!file.startsWith(directory)) {
            throw new IOException(
                jar + ": an entry leads out of its directory: " + entry.getName());
          }
          Files.createDirectories(file.getParent());
          try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, file);
          }
        }
      }
    }
  }
}
