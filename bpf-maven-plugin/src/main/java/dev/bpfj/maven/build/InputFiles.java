package dev.bpfj.maven.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads what the user named, and says it in the user's words where that does not work. */
public final class InputFiles {
  private InputFiles() {}

  /**
   * The files below a directory whose names end in some way, links followed.
   *
   * @param directory the directory; one that does not exist has no files
   * @param suffix how the names end
   * @return the files, sorted, so that every machine sees the same order
   * @throws IOException if the directory cannot be read
   * @throws InputException if it, or one below it, is not the user's to read
   */
  public static List<Path> below(Path directory, String suffix) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(suffix))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      IOException cause = e.getCause();
      throw explained(directory, cause == null ? new IOException(e) : cause);
    } catch (IOException e) {
      throw explained(directory, e);
    }
  }

  /**
   * A file's content.
   *
   * @param file the file
   * @return its bytes
   * @throws IOException if the machine fails
   * @throws InputException if it does not exist or is not the user's to read
   */
  public static byte[] bytes(Path file) throws IOException {
    try {
      return WholeFiles.read(file);
    } catch (IOException e) {
      throw explained(file, e);
    }
  }

  /**
   * Turns a failure to read into the user's words where it is the user's to mend.
   *
   * @param file what was read
   * @param e the failure
   * @return the failure itself where it is not
   * @throws InputException if the file does not exist, may not be read or is a loop of links
   */
  static IOException explained(Path file, IOException e) {
    if (e instanceof AccessDeniedException denied) {
      String user = System.getProperty("user.name", "");
      throw new InputException(
          denied.getFile() + ": not readable: user=" + user + "; give that user read permission",
          e);
    }
    if (e instanceof NoSuchFileException missing) {
      throw new InputException(missing.getFile() + ": does not exist", e);
    }
    if (e instanceof FileSystemLoopException loop) {
      throw new InputException(
          loop.getFile() + ": a symbolic link that leads back to its own directory; remove it", e);
    }
    return new IOException(file + ": not readable: " + e.getMessage(), e);
  }
}
