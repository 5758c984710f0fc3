package dev.bpfj.libbpf.internal.call;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files that this process has in memory, {@code /proc/self/maps}. */
final class LoadedFiles {
  private static final Path MAPPINGS = Path.of("/proc/self/maps");
  private static final String DELETED = " (deleted)";

  private LoadedFiles() {}

  /**
   * The first one whose whole path matches.
   *
   * @param part a text that is in each such path; the others are not matched, which takes long
   *     while a JVM starts
   * @param wanted the pattern
   * @return its path, as it was when it was loaded; empty if there is none
   */
  static Optional<Path> first(String part, Pattern wanted) throws IOException {
    try (BufferedReader mappings = Files.newBufferedReader(MAPPINGS)) {
      for (String line = mappings.readLine(); line != null; line = mappings.readLine()) {
        int start = line.indexOf('/');
        if (start >= 0 && line.indexOf(part, start) >= 0) {
          String path = line.substring(start);
          String name =
              path.endsWith(DELETED) ? path.substring(0, path.length() - DELETED.length()) : path;
          if (wanted.matcher(name).matches()) {
            return Optional.of(Path.of(name));
          }
        }
      }
      return Optional.empty();
    }
  }
}
