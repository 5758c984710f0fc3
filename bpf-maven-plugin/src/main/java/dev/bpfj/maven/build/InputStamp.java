package dev.bpfj.maven.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An input file of a unit, identified by its digest.
 *
 * @param path the file
 * @param digest the SHA-256 of what was read; empty if the file changed while it was read, so that
 *     it never compares as unchanged
 */
public record InputStamp(Path path, String digest) implements Input {

  @Override
  public boolean isCurrent(Digests digests) throws IOException {
    return !digest.isEmpty() && Files.isRegularFile(path) && digests.of(path).equals(digest);
  }
}
