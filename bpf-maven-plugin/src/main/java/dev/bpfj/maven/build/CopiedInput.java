package dev.bpfj.maven.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;

/**
 * A file that a unit was made from and of which it made a copy. While its size and times are the
 * same it need not be read; where they differ it is compared with the copy, which costs less than a
 * digest.
 *
 * @param path the file
 * @param size its size in bytes
 * @param modified when it was written, in nanoseconds since 1970; -1 if that does not tell
 * @param changed when anything of it was last changed, its name and times included, so that a file
 *     that took its place under the same time is noticed; 0 on systems that do not say
 * @param copy the copy, one of the unit's outputs
 */
public record CopiedInput(Path path, long size, long modified, long changed, Path copy)
    implements Input {
  /** Files changed within the finest tick of some file system may have the same time. */
  private static final long TICK = TimeUnit.SECONDS.toNanos(2);

  private static final String CHANGE_TIME = "unix:ctime";

  /**
   * Notes a file that is about to be read.
   *
   * @param path the file
   * @param copy where its copy will be
   * @return what tells later whether it is the same
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
   * @return what tells later whether the file is the same
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
