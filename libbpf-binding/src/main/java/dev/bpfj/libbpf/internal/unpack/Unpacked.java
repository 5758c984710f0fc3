package dev.bpfj.libbpf.internal.unpack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Libraries that can be loaded now. Closed once they are: what was unpacked for this process alone
 * is deleted, which a library that is in memory does not mind.
 *
 * @param directory where they are
 * @param files the files, in the order in which they are to be loaded
 * @param temporary whether they were unpacked for this process alone
 * @param passedOver the directories that could not be taken, each with the reason
 */
public record Unpacked(Path directory, List<Path> files, boolean temporary, List<String> passedOver)
    implements AutoCloseable {

  @Override
  public void close() {
    if (temporary) {
      delete(directory, files);
    }
  }

  static void delete(Path directory, List<Path> files) {
    try {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      System.getLogger("dev.bpfj.libbpf")
          .log(System.Logger.Level.DEBUG, directory + ": cannot be deleted", e);
    }
  }
}
