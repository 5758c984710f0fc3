package dev.bpfj.kernelvm.io;

import dev.bpfj.kernelvm.KernelTestException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A directory of a cache that is created once and atomically. */
public final class CachedDirectory {
  private CachedDirectory() {}

  /** Fills a directory. */
  @FunctionalInterface
  public interface Maker {
    /**
     * Makes the directory and what is in it.
     *
     * @param directory does not exist yet
     * @throws IOException if it cannot be written
     */
    void make(Path directory) throws IOException;
  }

  /**
   * The directory, made now if it was not made before.
   *
   * @param cache the cache, made if need be
   * @param name the directory's in it, which changes with what goes in
   * @param maker fills it
   * @return the directory
   * @throws KernelTestException if it cannot be written
   */
  public static Path of(Path cache, String name, Maker maker) {
    Path directory = cache.resolve(name);
    // It appears whole, so that there is nothing to wait for once it is there.
    return Files.isDirectory(directory)
        ? directory
        : new CacheLock(cache).hold(() -> made(directory, maker));
  }

  private static Path made(Path directory, Maker maker) {
    if (Files.isDirectory(directory)) {
      return directory;
    }
    Path work = directory.resolveSibling("making");
    Trees.delete(work);
    try {
      maker.make(work);
      return Files.move(work, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new KernelTestException(directory + ": cannot be written: " + reason(e), e);
    } finally {
      // Moved away if all went well. Half a directory would keep a full disk full.
      Trees.delete(work);
    }
  }

  /** What the system says, such as "No space left on device", without Java's name for it. */
  private static String reason(IOException e) {
    boolean isNameOnly = e instanceof FileSystemException file && file.getReason() == null;
    return isNameOnly || e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
