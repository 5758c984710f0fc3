package dev.bpfj.kernelvm.apt;

import java.util.Optional;

/**
 * One version of one binary package.
 *
 * @param name its name
 * @param version its version
 */
public record DebianPackage(String name, DebianVersion version) {
  /**
   * The name of its directory in a cache. Colons become {@code %3a}, as in apt's own cache: they
   * separate the entries of search paths.
   *
   * @return name and version, {@code libbpf1_1%3a1.4.6-1~bpo12+1}
   */
  public String directoryName() {
    return name + "_" + version.text().replace(":", "%3a");
  }

  /**
   * Reads what {@link #directoryName} wrote.
   *
   * @param directory the directory's name
   * @return the package, empty if it is no package's directory
   */
  static Optional<DebianPackage> ofDirectory(String directory) {
    int separator = directory.indexOf('_');
    if (separator < 1 || separator == directory.length() - 1) {
      return Optional.empty();
    }
    String version = directory.substring(separator + 1).replace("%3a", ":");
    return Optional.of(
        new DebianPackage(directory.substring(0, separator), new DebianVersion(version)));
  }

  @Override
  public String toString() {
    return name + " " + version.text();
  }
}
