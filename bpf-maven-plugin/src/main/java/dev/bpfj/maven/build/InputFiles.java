package dev.bpfj.maven.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/** Reads the files that the user named, and turns failures into messages for the user. */
public final class InputFiles {
  private InputFiles() {}

  /**
   * The files below a directory whose names end in some way, links followed.
   *
   * @param directory the directory; one that does not exist has no files
   * @param suffix how the names end
   * @return the files, sorted, so that every machine sees the same order
   * @throws IOException if the directory cannot be read
   * @throws InputException if it, or a directory below it, is not readable for the user
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
   * @param most the most bytes that it may have
   * @return its bytes
   * @throws IOException if the machine fails
   * @throws InputException if it does not exist, is not the user's to read, is no ordinary file or
   *     has too many bytes
   */
  public static byte[] bytes(Path file, int most) throws IOException {
    try {
      long size = size(file, most);
      // Without the look for more: some of the kernel's files that say 0 can be read for ever.
      byte[] bytes = size == 0 ? new byte[0] : WholeFiles.read(file, most);
      if (bytes.length > most) {
        throw tooLarge(file, "more than " + most, most);
      }
      return bytes;
    } catch (IOException e) {
      throw explained(file, e);
    }
  }

  /**
   * Checks that a file can be read to its end: that it is an ordinary file and not too large.
   *
   * @param file the file
   * @param most the most bytes that it may have
   * @throws IOException if the machine fails
   * @throws InputException if it does not exist, is not the user's to read, is no ordinary file or
   *     has too many bytes
   */
  public static void requireOrdinary(Path file, long most) throws IOException {
    try {
      size(file, most);
    } catch (IOException e) {
      throw explained(file, e);
    }
  }

  private static long size(Path file, long most) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    if (!attributes.isRegularFile()) {
      // A pipe may never have a writer, and a device never end.
      throw new InputException(
          file
              + ": not a file: type="
              + (attributes.isDirectory() ? "directory" : "device, pipe or socket")
              + "; name an ordinary file");
    }
    if (attributes.size() > most) {
      throw tooLarge(file, Long.toString(attributes.size()), most);
    }
    return attributes.size();
  }

  private static InputException tooLarge(Path file, String size, long most) {
    return new InputException(
        file
            + ": too large to be read: bytes="
            + size
            + ", limit="
            + most
            + "; is it the right file?");
  }

  /**
   * Turns a failure to read a file into a message for the user, if the user can fix it.
   *
   * @param file what was read
   * @param e the failure
   * @return the failure itself if the user cannot fix it
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
