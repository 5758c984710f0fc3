package dev.bpfj.selftests.random;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The file descriptors of this process at one time, and what they are of. */
final class OpenDescriptors {
  private static final Path FOLDER = Path.of("/proc/self/fd");

  private final Map<String, String> targets;

  private OpenDescriptors(Map<String, String> targets) {
    this.targets = targets;
  }

  static OpenDescriptors now() throws IOException {
    Map<String, String> targets = new TreeMap<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(FOLDER)) {
      for (Path each : all) {
        String target = target(each);
        // that of this list, and what the JDK opens for random numbers
        if (!target.startsWith("/proc/") && !target.startsWith("/dev/")) {
          targets.put(each.getFileName().toString(), target);
        }
      }
    }
    return new OpenDescriptors(targets);
  }

  private static String target(Path link) throws IOException {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (NoSuchFileException e) {
      return "nothing";
    }
  }

  /** Those that are closed by now, or of something else. */
  List<String> goneMeanwhile() throws IOException {
    List<String> gone = new ArrayList<>();
    for (Map.Entry<String, String> each : targets.entrySet()) {
      String target = target(FOLDER.resolve(each.getKey()));
      if (!target.equals(each.getValue())) {
        gone.add(each + " is now " + target);
      }
    }
    return gone;
  }

  /** Those that came since and are there still. */
  List<String> leftOver() throws IOException {
    Map<String, String> left = now().targets;
    left.keySet().removeAll(targets.keySet());
    return List.copyOf(left.values());
  }
}
