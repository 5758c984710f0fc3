package dev.bpfj.libbpf.internal.call;

import dev.bpfj.libbpf.internal.unpack.ProcFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The libraries that this process has loaded, from {@code /proc/self/maps}: files of which it may
 * execute a part. A JVM maps jars too, to look up their entries.
 */
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
      // 7f12a000-7f12b000 r-xp 00001000 08:01 1234 /file
      if (start >= 0 && line.charAt(line.indexOf(' ') + 3) == 'x') {
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
