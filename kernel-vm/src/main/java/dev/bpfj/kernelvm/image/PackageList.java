package dev.bpfj.kernelvm.image;

import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.apt.PackageCache;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Versions of something that a guest can be given, and the Debian packages that carry each. The
 * lists' own comments describe the format.
 */
final class PackageList {
  private static final String DIRECTORY = "/dev/bpfj/kernelvm/";

  private final List<String[]> lines;

  private PackageList(List<String[]> lines) {
    this.lines = lines;
  }

  /** Reads a list of this module. */
  static PackageList of(String name) {
    try (InputStream in = PackageList.class.getResourceAsStream(DIRECTORY + name)) {
      if (in == null) {
        throw new KernelTestException(DIRECTORY + name + ": missing on the class path");
      }
      return new PackageList(
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#") && !line.isBlank())
              .map(line -> line.split("\\s+"))
              .toList());
    } catch (IOException e) {
      throw new KernelTestException(DIRECTORY + name + ": cannot be read: " + e, e);
    }
  }

  List<String> versions() {
    return lines.stream().map(columns -> columns[0]).toList();
  }

  /**
   * Fetches what carries a version.
   *
   * @return the packages' directories, as listed; empty for a version that is not in the list
   */
  Optional<List<Path>> fetch(String version, PackageCache packages) {
    return lines.stream()
        .filter(columns -> columns[0].equals(version))
        .findFirst()
        .map(columns -> fetch(columns, packages));
  }

  private static List<Path> fetch(String[] columns, PackageCache packages) {
    return Arrays.stream(columns)
        .skip(2)
        .map(wanted -> (wanted + "=").split("=", -1))
        .map(wanted -> packages.newest(columns[1], wanted[0], wanted[1]))
        .toList();
  }
}
