package dev.bpfj.test.leak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.TreeSet;

/** The names in the BPF file systems that this process sees. */
final class Pins {
  private static final Path MOUNTS = Path.of("/proc/self/mounts");

  private Pins() {}

  static Set<Path> files() {
    Set<Path> files = new TreeSet<>();
    try {
      for (String mount : Files.readAllLines(MOUNTS)) {
        String[] words = mount.split(" ", -1); // device, place, type
        if (words[2].equals("bpf")) {
          Files.walkFileTree(Path.of(words[1]), new Collector(files));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static final class Collector extends SimpleFileVisitor<Path> {
    private final Set<Path> files;

    Collector(Set<Path> files) {
      this.files = files;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      files.add(file);
      return FileVisitResult.CONTINUE;
    }

    /** What is gone meanwhile, or is not to be seen, is not counted. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, java.io.IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }
}
