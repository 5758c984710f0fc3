package dev.bpfj.libbpf.internal.call;

import dev.bpfj.libbpf.internal.unpack.ProcFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files that this process has in memory, {@code /proc/self/maps}. */
final class LoadedFiles {
  private static final String MAPPINGS = "/proc/self/maps";
  private static final String DELETED = " (deleted)";

  private LoadedFiles() {}

  /**
   * The first one whose whole path matches.
   *
   * @param part a text of ASCII that is in each such path; nothing is matched without it, since
   *     that takes long while a JVM starts
   * @param wanted a regular expression
   * @return its path, as it was when it was loaded; empty if there is none
   */
  static Optional<Path> first(String part, String wanted) throws IOException {
    String mappings = ProcFile.read(MAPPINGS);
    int found = mappings.indexOf(part);
    if (found < 0) {
      return Optional.empty();
    }
    Pattern pattern = Pattern.compile(wanted);
    for (String line : mappings.substring(mappings.lastIndexOf('\n', found) + 1).split("\n", -1)) {
      int start = line.indexOf('/');
      if (start >= 0) {
        String path = ProcFile.decoded(line.substring(start));
        String name =
            path.endsWith(DELETED) ? path.substring(0, path.length() - DELETED.length()) : path;
        if (pattern.matcher(name).matches()) {
          return Optional.of(Path.of(name));
        }
      }
    }
    return Optional.empty();
  }
}
