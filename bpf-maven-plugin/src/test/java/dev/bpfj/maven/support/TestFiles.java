package dev.bpfj.maven.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A test's own files. */
public final class TestFiles {
  private TestFiles() {}

  /** A new directory whose path has a space in it. */
  public static Path directory() throws IOException {
    return Files.createTempDirectory("bpf plugin").toRealPath();
  }

  /** Writes a text, making directories. */
  public static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** Deletes a directory and all in it. */
  public static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(TestFiles::deleteOne);
    }
  }

  /** When each file below a directory was written, directories included. */
  public static SortedMap<String, FileTime> times(Path directory) throws IOException {
    SortedMap<String, FileTime> times = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.toList()) {
        times.put(directory.relativize(file).toString(), Files.getLastModifiedTime(file));
      }
    }
    return times;
  }

  /** The files below a directory, sorted, without directories. */
  public static Stream<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  private static void deleteOne(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
