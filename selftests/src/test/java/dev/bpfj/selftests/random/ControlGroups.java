package dev.bpfj.selftests.random;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Control groups of one run: an empty one of version 2 to attach programs to, and one that limits
 * memory, the kernel's too, where this machine can.
 *
 * @param empty of version 2
 * @param limited whose processes have little memory
 */
record ControlGroups(Optional<Path> empty, Optional<Path> limited) implements AutoCloseable {
  private static final long LIMIT = 3L << 30;
  private static final int TRIES = 100;
  private static final long PAUSE_NANOS = 50_000_000;

  /** A mounted file system: where, of what type, with which options. */
  private record Mount(Path place, String type, List<String> options) {
    static List<Mount> all() throws IOException {
      return Files.readAllLines(Path.of("/proc/self/mounts")).stream()
          .map(line -> line.split(" "))
          .map(words -> new Mount(Path.of(words[1]), words[2], List.of(words[3].split(","))))
          .toList();
    }
  }

  static ControlGroups create(String name) throws IOException {
    List<Mount> mounts = Mount.all();
    Optional<Path> second =
        mounts.stream().filter(m -> m.type().equals("cgroup2")).map(Mount::place).findFirst();
    Optional<Path> memory =
        mounts.stream()
            .filter(m -> m.type().equals("cgroup") && m.options().contains("memory"))
            .map(Mount::place)
            .findFirst();
    return new ControlGroups(
        second.flatMap(root -> make(root.resolve(name))),
        memory.isPresent()
            ? limit(memory.get().resolve(ownPath("memory")).resolve(name), "memory.limit_in_bytes")
            : second
                .filter(ControlGroups::givesMemory)
                .flatMap(root -> limit(root.resolve(name + "-memory"), "memory.max")));
  }

  /** Where this process is in the hierarchy of a controller, relative to its root. */
  private static String ownPath(String controller) throws IOException {
    return Files.readAllLines(Path.of("/proc/self/cgroup")).stream()
        .map(line -> line.split(":", 3)) // 4:memory:/path
        .filter(words -> Arrays.asList(words[1].split(",")).contains(controller))
        .map(words -> words[2].substring(1))
        .findFirst()
        .orElse("");
  }

  private static boolean givesMemory(Path root) {
    try {
      return Files.readString(root.resolve("cgroup.subtree_control")).contains("memory");
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<Path> make(Path group) {
    try {
      return Optional.of(Files.createDirectory(group));
    } catch (IOException e) {
      return Optional.empty(); // read-only, as in containers
    }
  }

  private static Optional<Path> limit(Path group, String file) {
    Optional<Path> made = make(group);
    if (made.isPresent()) {
      try {
        Files.writeString(group.resolve(file), Long.toString(LIMIT));
      } catch (IOException e) {
        remove(group);
        return Optional.empty();
      }
    }
    return made;
  }

  /** Removes them, whose processes have ended or are about to. */
  @Override
  public void close() {
    empty.ifPresent(ControlGroups::remove);
    limited.ifPresent(ControlGroups::remove);
  }

  private static void remove(Path group) {
    for (int i = 0; ; i++) {
      try {
        Files.deleteIfExists(group);
        return;
      } catch (IOException e) {
        if (i == TRIES) {
          throw new java.io.UncheckedIOException(e);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }
}
