package dev.bpfj.maven.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * An output file of a unit. Its size and modification time tell whether it was deleted or changed
 * since.
 *
 * @param path the file
 * @param size its size in bytes
 * @param modified when it was written, in nanoseconds since 1970
 */
public record OutputStamp(Path path, long size, long modified) {

  static OutputStamp of(Path path) throws IOException {
    BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
    return new OutputStamp(path, file.size(), file.lastModifiedTime().to(TimeUnit.NANOSECONDS));
  }

  boolean isCurrent() throws IOException {
    try {
      // Not equals(): a record's is linked at its first call, which a short build feels.
      OutputStamp found = of(path);
      return found.size == size && found.modified == modified;
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
