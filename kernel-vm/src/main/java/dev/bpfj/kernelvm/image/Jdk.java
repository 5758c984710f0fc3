package dev.bpfj.kernelvm.image;

import dev.bpfj.kernelvm.Architecture;
import dev.bpfj.kernelvm.InvalidRequestException;
import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.apt.PackageCache;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
   * @param asked a JDK's directory, or a version of the list; empty for this JVM's, or the version
   *     that is nearest to it
   * @param architecture the guest's
   * @param packages where listed versions are fetched
   * @param cache where they are put together
   * @return the JDK
   */
  static Jdk of(
      Optional<String> asked, Architecture architecture, PackageCache packages, Path cache) {
    String wanted = asked.orElseGet(() -> thisOne(architecture));
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

  private static String thisOne(Architecture architecture) {
    return architecture.isHost()
        ? System.getProperty("java.home")
        : nearest(Runtime.version().feature(), LIST.versions());
  }

  /** The newest version that is not newer than another, else the oldest. */
  static String nearest(int version, List<String> known) {
    List<Integer> sorted = known.stream().map(Integer::valueOf).sorted().toList();
    int nearest = sorted.stream().filter(one -> one <= version).reduce(sorted.get(0), Math::max);
    return Integer.toString(nearest);
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
