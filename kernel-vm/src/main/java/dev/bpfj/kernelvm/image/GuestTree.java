package dev.bpfj.kernelvm.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Files of a guest by their path in it, without the leading slash. Parent directories are created;
 * the last of several files with the same path is used.
 */
final class GuestTree {
  private final Map<String, Entry> entries = new TreeMap<>();

  private interface Entry {
    void writeTo(CpioWriter cpio, String path) throws IOException;
  }

  GuestTree directory(String path) {
    parents(path);
    entries.put(path, CpioWriter::directory);
    return this;
  }

  GuestTree text(String path, int permissions, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return put(path, (cpio, name) -> cpio.bytes(name, permissions, bytes));
  }

  /** Adds a copy of a file of the host, which stays executable if it is. */
  GuestTree file(String path, Path source) {
    int permissions = Files.isExecutable(source) ? 0755 : 0644;
    return put(path, (cpio, name) -> cpio.file(name, permissions, source));
  }

  GuestTree symlink(String path, String target) {
    return put(path, (cpio, name) -> cpio.symlink(name, target));
  }

  GuestTree device(String path, int permissions, int major, int minor) {
    return put(path, (cpio, name) -> cpio.characterDevice(name, permissions, major, minor));
  }

  /** Copies of all files below a directory of the host; links become what they lead to. */
  GuestTree copy(String path, Path root) throws IOException {
    directory(path);
    try (Stream<Path> all = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
      for (Path source : all.toList()) {
        String name = path + "/" + root.relativize(source);
        if (Files.isRegularFile(source)) {
          file(name, source);
        } else if (Files.isDirectory(source) && !source.equals(root)) {
          directory(name);
        }
      }
    }
    return this;
  }

  boolean has(String path) {
    return entries.containsKey(path);
  }

  List<String> paths() {
    return List.copyOf(entries.keySet());
  }

  /** Writes everything; a directory's name sorts before those of its files. */
  void writeTo(CpioWriter cpio) throws IOException {
    for (Map.Entry<String, Entry> entry : entries.entrySet()) {
      entry.getValue().writeTo(cpio, entry.getKey());
    }
  }

  private GuestTree put(String path, Entry entry) {
    parents(path);
    entries.put(path, entry);
    return this;
  }

  private void parents(String path) {
    int slash = path.indexOf('/');
    while (slash > 0) {
      entries.putIfAbsent(path.substring(0, slash), CpioWriter::directory);
      slash = path.indexOf('/', slash + 1);
    }
  }
}
