package dev.bpfj.selftests.random;

import dev.bpfj.selftests.harness.NativeCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What a run has around it, all of its own: files on a file system in memory, a BPF file system, a
 * control group, a network namespace; and the names that mean something in them.
 */
final class Surroundings {
  private static final List<String> NAMES =
      List.of(
          "lo",
          "v0",
          "touch",
          "events",
          ".bss",
          ".rodata",
          "raw_tp/sys_enter",
          "sys_enter",
          "syscalls",
          "sys_enter_getpgid",
          "getpgid",
          "do_nanosleep",
          "bpf_fentry_test1",
          "bpf_prog_load",
          "probed_by_name",
          "bpfj",
          "probed");

  private final Path folder;
  private final List<byte[]> objects;
  private final List<String> paths;

  private Surroundings(Path folder, List<byte[]> objects, List<String> paths) {
    this.folder = folder;
    this.objects = objects;
    this.paths = paths;
  }

  /**
   * Makes the files.
   *
   * @param objects the contents of object files
   */
  static Surroundings of(Path folder, String cgroup, List<byte[]> objects) throws IOException {
    Path library = folder.resolve("libprobed.so");
    try (InputStream in = NativeCode.class.getResourceAsStream("/native/libprobed.so")) {
      Files.copy(in, library);
    }
    Files.write(folder.resolve("file"), new byte[] {1, 2, 3});
    Files.createDirectory(folder.resolve("folder"));
    List<String> paths =
        new ArrayList<>(
            List.of(
                library.toString(),
                folder.resolve("file").toString(),
                folder.resolve("folder").toString(),
                folder.resolve("missing").toString(),
                "/proc/self/ns/net",
                "/sys/fs/bpf",
                "/sys/fs/bpf/a",
                "/sys/fs/bpf/b",
                "/sys/fs/bpf/c",
                "/sys/fs/bpf/missing/d"));
    if (!cgroup.isEmpty()) {
      paths.add(cgroup);
    }
    return new Surroundings(folder, objects, List.copyOf(paths));
  }

  /** The bytes of some object file. */
  byte[] object(Random random) {
    return objects.get(random.nextInt(objects.size())).clone();
  }

  /** The name of something that is there. */
  String name(Random random) {
    return NAMES.get(random.nextInt(NAMES.size()));
  }

  /** The path of something that is this run's own. */
  String path(Random random) {
    return paths.get(random.nextInt(paths.size()));
  }

  /** A file that is this run's own. */
  Path file(Random random) {
    return random.nextInt(10) == 0
        ? folder.resolve("x".repeat(random.nextInt(400)))
        : Path.of(path(random));
  }
}
