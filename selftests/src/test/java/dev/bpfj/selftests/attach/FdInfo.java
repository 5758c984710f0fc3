package dev.bpfj.selftests.attach;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What /proc says of a descriptor of this process: the kernel's own words on programs and links.
 */
final class FdInfo {
  private FdInfo() {}

  /** The lines, such as {@code prog_id} with {@code 42}. */
  static Map<String, String> of(int fd) {
    Map<String, String> lines = new HashMap<>();
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/fdinfo", Integer.toString(fd)))) {
        String[] words = line.split(":\\s*", 2);
        lines.put(words[0], words[1]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }
}
