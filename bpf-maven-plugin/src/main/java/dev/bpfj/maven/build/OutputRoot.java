package dev.bpfj.maven.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A directory that a goal writes to. The goal writes and deletes nothing outside it, neither
 * through paths from objects, names or state files, nor through symbolic links inside the
 * directory. The directory may be a link itself.
 *
 * @param directory the directory, which need not exist
 */
public record OutputRoot(Path directory) {

  /**
   * Whether a file is in the directory, or would be if it were written.
   *
   * @param file the file; if it is a link, its target does not matter
   * @return false also for the directory itself
   */
  public boolean holds(Path file) {
    return isBelow(file) && leadsOut(file) == null;
  }

  /**
   * Checks that a file may be written.
   *
   * @param file the file
   * @throws InputException if it lies outside, or a link leads out
   */
  public void require(Path file) {
    if (!isBelow(file)) {
      throw new InputException(
          file + ": outside the output directory: directory=" + directory + "; nothing is written");
    }
    Path link = leadsOut(file);
    if (link != null) {
      throw new InputException(
          file
              + ": a symbolic link leads out of the output directory: link="
              + link
              + ", directory="
              + directory
              + "; remove the link");
    }
  }

  /** Compares names only. The directory's own path comes from the user and may have any form. */
  private boolean isBelow(Path file) {
    if (!file.startsWith(directory) || file.equals(directory)) {
      return false;
    }
    for (Path name : file.subpath(directory.getNameCount(), file.getNameCount())) {
      if (name.toString().equals("..")) {
        return false;
      }
    }
    return true;
  }

  /**
   * The parent directory of the file that leads out of the root through a link; null if there is
   * none.
   */
  private @Nullable Path leadsOut(Path file) {
    for (Path path = file.getParent();
        path != null && path.startsWith(directory) && !path.equals(directory);
        path = path.getParent()) {
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        return isReallyInside(path) ? null : path;
      }
    }
    return null;
  }

  private boolean isReallyInside(Path path) {
    try {
      return path.toRealPath().startsWith(directory.toRealPath());
    } catch (IOException e) {
      // A link to nowhere, or a loop.
      return false;
    }
  }
}
