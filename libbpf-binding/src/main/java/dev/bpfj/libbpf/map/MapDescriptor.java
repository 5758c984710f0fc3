package dev.bpfj.libbpf.map;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells descriptors of maps from others. */
final class MapDescriptor {
  private static final String MAP = "anon_inode:bpf-map";

  private MapDescriptor() {}

  /**
   * Refuses a descriptor of something else. The kernel does not: it tells of a program, too, in
   * another structure; and libbpf takes any file for a map of no type.
   */
  static void require(String subject, int fd) {
    require(subject, fd, fd);
  }

  /** The same of a copy of the descriptor. */
  static void require(String subject, int fd, int copy) {
    String kind = kind(copy);
    if (!kind.equals(MAP)) {
      throw new IllegalArgumentException(
          subject + ": a file descriptor of no map: fd=" + fd + ", of=" + kind);
    }
  }

  /** A descriptor that is none at all is left to the call that uses it. */
  private static String kind(int fd) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/" + fd)).toString();
    } catch (IOException e) {
      return MAP;
    }
  }
}
