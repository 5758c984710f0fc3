package dev.bpfj.nativebuild;

import dev.bpfj.kernelvm.Progress;
import dev.bpfj.kernelvm.apt.AptSources;
import dev.bpfj.kernelvm.apt.PackageCache;
import dev.bpfj.nativebuild.Pins.PinnedPackage;
import java.nio.file.Path;
import java.util.List;

/** Debian packages, downloaded once from the mirror that this machine's apt uses. */
final class Debian {
  private static final Path APT = Path.of("/etc/apt");

  private final PackageCache packages;

  /**
   * The packages of an architecture.
   *
   * @param cache the cache directory
   * @param architecture Debian's name of it
   * @param progress gets a message for each download
   */
  Debian(Path cache, String architecture, Progress progress) {
    this.packages =
        new PackageCache(
            cache, architecture, () -> AptSources.mirror(APT, "add one there"), false, progress);
  }

  /** The directory that a package is unpacked in. */
  Path unpacked(PinnedPackage wanted) {
    return packages.exactly(wanted.suite(), wanted.name(), wanted.version());
  }

  /** The directories that packages are unpacked in. */
  List<Path> unpacked(List<PinnedPackage> wanted) {
    return wanted.stream().map(this::unpacked).toList();
  }

  /** The directory that the newest version of a package is unpacked in. */
  Path newest(String suite, String name) {
    return packages.newest(suite, name, "");
  }

  /** The directory with the files of a source package. */
  Path source(PinnedPackage wanted) {
    return packages.source(wanted.suite(), wanted.name(), wanted.version());
  }
}
