package dev.bpfj.kernelvm.image;

import dev.bpfj.kernelvm.Architecture;
import dev.bpfj.kernelvm.InvalidRequestException;
import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.apt.PackageCache;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The JDK whose run time a guest gets.
 *
 * @param home its directory
 * @param system what it was built for, where that is not the host
 */
record Jdk(Path home, Optional<PackageRoot> system) {
  private static final PackageList LIST = PackageList.of("java.list");

  /**
   * Finds what was asked for.
   *
   * @param wanted a JDK's directory, or a version of the list
   * @param architecture the guest's
   * @param packages where listed versions are fetched
   * @param cache where they are put together
   * @return the JDK
   */
  static Jdk of(String wanted, Architecture architecture, PackageCache packages, Path cache) {
    Path directory = Path.of(wanted).toAbsolutePath();
    if (hasJava(directory)) {
      if (!architecture.isHost()) {
        throw new InvalidRequestException(
            wanted
                + ": a Java of this machine, which a guest of "
                + architecture.name()
                + " cannot run: name a version: known="
                + LIST.versions());
      }
      return new Jdk(directory, Optional.empty());
    }
    return LIST.fetch(wanted, packages)
        .map(trees -> in(PackageRoot.of(trees, cache)))
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    wanted
                        + ": neither a Java home, there is no bin/java in it, nor a known version:"
                        + " known="
                        + LIST.versions()));
  }

  private static Jdk in(PackageRoot root) {
    return root.find("usr/lib/jvm", "java").stream()
        .map(java -> java.resolve("../..").normalize())
        .filter(Jdk::hasJava)
        .findFirst()
        .map(home -> new Jdk(home, Optional.of(root)))
        .orElseThrow(
            () -> new KernelTestException(root.directory() + ": no bin/java below usr/lib/jvm"));
  }

  private static boolean hasJava(Path home) {
    return Files.isExecutable(home.resolve("bin/java"));
  }
}
