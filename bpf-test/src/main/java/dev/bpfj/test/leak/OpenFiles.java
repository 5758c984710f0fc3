package dev.bpfj.test.leak;

import dev.bpfj.libbpf.internal.access.KeptFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What this process holds: file descriptors, and mappings of BPF maps. */
final class OpenFiles {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final Path MAPPINGS = Path.of("/proc/self/maps");

  private OpenFiles() {}

  /**
   * Descriptors with what they are of, such as {@code 7=anon_inode:bpf-map (map_id 12)}, without
   * those of the JVM's own and those that the binding keeps.
   */
  static Map<Integer, String> descriptors() {
    Map<Integer, String> descriptors = new TreeMap<>();
    try (Stream<Path> entries = Files.list(DESCRIPTORS)) {
      for (Path entry : entries.toList()) {
        String target = target(entry);
        String number = entry.getFileName().toString();
        if (!isOfTheJvm(target) && !KeptFiles.contains(Integer.parseInt(number))) {
          descriptors.put(Integer.valueOf(number), target + ids(target, number));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return descriptors;
  }

  private static String target(Path entry) throws IOException {
    try {
      return Files.readSymbolicLink(entry).toString();
    } catch (NoSuchFileException e) {
      return ""; // the one that read the folder
    }
  }

  // Class files, and what the JVM opens when it first needs it, and keeps.
  private static boolean isOfTheJvm(String target) {
    return target.isEmpty()
        || target.endsWith(".jar")
        || target.startsWith(System.getProperty("java.home"))
        || target.startsWith("/dev/")
        || target.startsWith("/proc/");
  }

  /** The kernel's numbers of a BPF object, such as {@code (map_id 12)}. */
  private static String ids(String target, String number) {
    if (!target.startsWith("anon_inode:bpf")) {
      return "";
    }
    try {
      return Files.readAllLines(Path.of("/proc/self/fdinfo", number)).stream()
          .filter(line -> line.contains("_id:") && !line.startsWith("mnt_id"))
          .map(line -> " (" + line.replaceAll(":\\s*", " ") + ")")
          .collect(Collectors.joining());
    } catch (IOException e) {
      return ""; // closed by now
    }
  }

  /** How BPF maps are mapped into this process, such as {@code 7f12c000-7f12d000 rw-s}. */
  static List<String> mappings() {
    try (Stream<String> lines = Files.lines(MAPPINGS)) {
      return lines
          .filter(line -> line.contains("bpf-map"))
          .map(line -> line.substring(0, line.indexOf(' ', line.indexOf(' ') + 1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
