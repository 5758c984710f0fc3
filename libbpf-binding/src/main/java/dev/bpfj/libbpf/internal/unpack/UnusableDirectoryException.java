package dev.bpfj.libbpf.internal.unpack;

import java.nio.file.Path;

/** A directory that libraries cannot be unpacked to, or must not be loaded from. */
final class UnusableDirectoryException extends Exception {
  private static final long serialVersionUID = 1L;

  UnusableDirectoryException(Path directory, String why) {
    super(directory + ": " + why);
  }
}
