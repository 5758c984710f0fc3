package dev.bpfj.kernelvm.report;

import dev.bpfj.kernelvm.InvalidRequestException;
import dev.bpfj.kernelvm.io.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The directory of one kernel's reports. It is emptied before each run, unless it contains files
 * that no earlier run has written.
 */
public final class ReportDirectory {
  private static final Pattern OURS =
      Pattern.compile("TEST-.*\\.xml|(console|qemu)\\.log|results\\.bin|guest\\.cpio|work");

  private ReportDirectory() {}

  /**
   * The directory, without what an earlier run left there.
   *
   * @param reports the directory of all reports
   * @param kernel the kernel's name
   * @return a directory that does not exist
   * @throws InvalidRequestException if it contains other files and must not be deleted
   */
  public static Path cleared(Path reports, String kernel) {
    if (kernel.isEmpty() || kernel.equals(".") || kernel.equals("..") || kernel.contains("/")) {
      throw new InvalidRequestException(
          "kernel '" + kernel + "': not a name that a directory of reports can have: rename it");
    }
    Path directory = reports.resolve(kernel);
    List<String> others = others(directory);
    if (!others.isEmpty()) {
      throw new InvalidRequestException(
          directory
              + ": not written by an earlier run, so it is not deleted: found="
              + others
              + ": name another directory for the reports, or move it away");
    }
    Trees.delete(directory);
    return directory;
  }

  private static List<String> others(Path directory) {
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return List.of(directory.getFileName().toString());
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !OURS.matcher(name).matches())
          .sorted()
          .limit(5)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
