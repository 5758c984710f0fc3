package dev.bpfj.selftests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What this process holds: file descriptors, and mappings of BPF maps. */
public final class OpenFiles {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final Path MAPPINGS = Path.of("/proc/self/maps");

  private OpenFiles() {}

  /** Descriptors with what they are of, such as {@code 7=anon_inode:bpf-map}. */
  public static Map<String, String> descriptors() {
    Map<String, String> descriptors = new TreeMap<>();
    try (Stream<Path> entries = Files.list(DESCRIPTORS)) {
      for (Path entry : entries.toList()) {
        String target = target(entry);
        if (!isOfTheJvm(target)) {
          descriptors.put(entry.getFileName().toString(), target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return descriptors;
  }

  /** The kernel's numbers of a descriptor's BPF object, such as {@code (map_id 12)}. */
  static String ids(String number) {
    try {
      return Files.readAllLines(Path.of("/proc/self/fdinfo", number)).stream()
          .filter(line -> line.contains("_id:"))
          .map(line -> " (" + line.replaceAll(":\\s*", " ") + ")")
          .collect(Collectors.joining());
    } catch (IOException e) {
      return ""; // closed by now
    }
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

  /** How often each BPF map is mapped into this process, for each kind of access. */
  static List<String> bpfMappings() {
    List<String> mappings = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(MAPPINGS)) {
        if (line.contains("bpf-map")) {
          mappings.add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return mappings;
  }
}
