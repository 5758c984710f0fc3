package dev.bpfj.maven.build;

import java.io.File;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes output files atomically, and deletes them. */
public final class OutputFiles {
  /** Unique per process, so that concurrent builds of one project do not write to the same file. */
  private static final String SUFFIX = "." + ProcessHandle.current().pid() + ".tmp";

  private OutputFiles() {}

  /**
   * Writes a file unless it already has that content.
   *
   * @param root the directory that it must lie in
   * @param file the file; its directories are made
   * @param content its content
   * @return whether it was written
   * @throws IOException if it cannot be written; the message says which file and why
   * @throws InputException if it would lie outside the root
   */
  public static boolean write(OutputRoot root, Path file, byte[] content) throws IOException {
    root.require(file);
    if (has(file, content)) {
      return false;
    }
    Path temporary = temporary(file);
    boolean isInPlace = false;
    try {
      makeParent(file);
      WholeFiles.write(temporary, content);
      moveTo(temporary, file);
      isInPlace = true;
    } catch (FileSystemException e) {
      throw new IOException(file + ": cannot be written: " + reason(e), e);
    } finally {
      if (!isInPlace) {
        discard(temporary);
      }
    }
    return true;
  }

  /**
   * The path at which to write a file before it is moved into place. Delete whatever is there
   * first: it could be a link to another file.
   *
   * @param file the final path
   * @return a path in the same directory, so that the move stays within a file system
   */
  public static Path temporary(Path file) {
    String name = file.getFileName() + SUFFIX;
    return file.resolveSibling(name);
  }

  /**
   * Creates the directory that a file will be in.
   *
   * @param root the directory that it must lie in
   * @param file the file
   * @throws IOException if it cannot be made
   * @throws InputException if the file would lie outside the root
   */
  public static void makeParent(OutputRoot root, Path file) throws IOException {
    root.require(file);
    makeParent(file);
  }

  private static void makeParent(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    // Asking first: making one that exists costs an exception.
    if (parent != null && !parent.toFile().isDirectory()) {
      Files.createDirectories(parent);
    }
  }

  /**
   * Atomically moves a prepared file into place.
   *
   * @param temporary the prepared file
   * @param file its place
   * @throws IOException if it cannot be moved
   */
  public static void moveTo(Path temporary, Path file) throws IOException {
    try {
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Deletes a prepared file that may have been moved, or never made.
   *
   * @param temporary the prepared file
   */
  public static void discard(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      // What went wrong before matters, and is on its way to the user.
      temporary.toFile().deleteOnExit();
    }
  }

  /**
   * Checks that files can be written below a directory that may not exist yet.
   *
   * @param directory the directory
   * @param parameter the property that named it
   * @throws InputException if it, or one that it lies in, is a file
   */
  public static void requireDirectory(Path directory, String parameter) {
    for (Path path = directory.toAbsolutePath(); path != null; path = path.getParent()) {
      if (Files.isDirectory(path)) {
        return;
      }
      if (Files.exists(path)) {
        throw new InputException(
            directory
                + ": not a directory: "
                + (path.endsWith(directory) ? "" : "file=" + path + ", ")
                + "parameter="
                + parameter
                + "; name a directory, or delete the file");
      }
    }
  }

  /**
   * Deletes a file (a link itself and not its target), and then the directories that this leaves
   * empty.
   *
   * @param root the directory that it must lie in, which stays
   * @param file the file; it need not exist
   * @return whether there was a file
   * @throws IOException if it cannot be deleted
   * @throws InputException if it lies outside the root
   */
  public static boolean delete(OutputRoot root, Path file) throws IOException {
    root.require(file);
    boolean deleted =
        !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) && Files.deleteIfExists(file);
    @Nullable Path parent = file.getParent();
    while (parent != null && root.holds(parent) && deleteIfEmpty(parent)) {
      parent = parent.getParent();
    }
    return deleted;
  }

  private static boolean deleteIfEmpty(Path directory) throws IOException {
    if (Files.isSymbolicLink(directory)) {
      return false;
    }
    try {
      Files.delete(directory);
      return true;
    } catch (NoSuchFileException e) {
      return true;
    } catch (DirectoryNotEmptyException e) {
      return false;
    }
  }

  private static boolean has(Path file, byte[] content) throws IOException {
    // The size first: most changes show there, and it costs no reading. As a File, for which being
    // missing is no exception: most are.
    File plain = file.toFile();
    return plain.length() == content.length
        && plain.isFile()
        && Arrays.equals(WholeFiles.read(file, content.length), content);
  }

  private static String reason(FileSystemException e) {
    @Nullable String reason = e.getReason();
    if (reason != null) {
      return reason;
    }
    return e instanceof FileAlreadyExistsException
        ? "a file is in the way: file=" + e.getFile()
        : e.getClass().getSimpleName() + ": file=" + e.getFile();
  }
}
