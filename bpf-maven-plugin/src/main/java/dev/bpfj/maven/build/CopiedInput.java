package dev.bpfj.maven.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;

/**
 * An input file that a unit copied. While its size and times are unchanged it is not read; if they
 * differ, it is compared with the copy, which is cheaper than a digest.
 *
 * @param path the file
 * @param size its size in bytes
 * @param modified its modification time, in nanoseconds since 1970; -1 if the time is too recent to
 *     detect a later change
 * @param changed its status change time (ctime), which reveals that the file was replaced by one
 *     with the same modification time; 0 on systems without it
 * @param copy the copy, one of the unit's outputs
 */
public record CopiedInput(Path path, long size, long modified, long changed, Path copy)
    implements Input {
  /** Files changed within the finest tick of some file system may have the same time. */
  private static final long TICK = TimeUnit.SECONDS.toNanos(2);

  private static final String CHANGE_TIME = "unix:ctime";

  /**
   * Records a file that is about to be read.
   *
   * @param path the file
   * @param copy where its copy will be
   * @return a record that can tell later whether the file has changed
   * @throws IOException if the machine fails
   * @throws InputException if the file does not exist or is not the user's to read
   */
  public static CopiedInput of(Path path, Path copy) throws IOException {
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    try {
      CopiedInput input = now(path, copy);
      boolean isSettled = Math.max(input.modified, input.changed) < now - TICK;
      return isSettled ? input : new CopiedInput(path, input.size, -1, 0, copy);
    } catch (IOException e) {
      throw InputFiles.explained(path, e);
    }
  }

  /**
   * The same file, with its copy elsewhere.
   *
   * @param other where the copy will be
   * @return a record that can tell later whether the file has changed
   */
  public CopiedInput copiedTo(Path other) {
    return new CopiedInput(path, size, modified, changed, other);
  }

  private static CopiedInput now(Path path, Path copy) throws IOException {
    BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
    boolean hasChangeTime = path.getFileSystem().supportedFileAttributeViews().contains("unix");
    long changed =
        hasChangeTime ? nanoseconds((FileTime) Files.getAttribute(path, CHANGE_TIME)) : 0;
    return new CopiedInput(path, file.size(), nanoseconds(file.lastModifiedTime()), changed, copy);
  }

  private static long nanoseconds(FileTime time) {
    return time.to(TimeUnit.NANOSECONDS);
  }

  @Override
  public boolean isCurrent(Digests digests) throws IOException {
    try {
      CopiedInput found = now(path, copy);
      return Files.isRegularFile(path)
          && found.size == size
          && ((found.modified == modified && found.changed == changed)
              || (Files.isRegularFile(copy) && Files.mismatch(path, copy) < 0));
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
