package dev.bpfj.selftests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where control groups of version 2 are. */
public final class ControlGroups {
  private ControlGroups() {}

  /** The root of all groups. */
  public static Path root() {
    try {
      return Files.readAllLines(Path.of("/proc/mounts")).stream()
          .map(line -> line.split(" "))
          .filter(words -> words[2].equals("cgroup2"))
          .map(words -> Path.of(words[1]))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no file system of type cgroup2 is mounted"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
