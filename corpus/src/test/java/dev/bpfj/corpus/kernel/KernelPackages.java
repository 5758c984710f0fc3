package dev.bpfj.corpus.kernel;

import dev.bpfj.corpus.kernel.Pins.PinnedPackage;
import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.Progress;
import dev.bpfj.kernelvm.apt.AptSource;
import dev.bpfj.kernelvm.apt.AptSources;
import dev.bpfj.kernelvm.apt.AptSources.Mirror;
import dev.bpfj.kernelvm.apt.PackageCache;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Debian's packages in the versions that are asked for, fetched once and kept. */
public final class KernelPackages {
  private static final Path APT = Path.of("/etc/apt");
  private static final String RELEASE = "bookworm";

  private final Path cache;
  private final Set<Place> places;

  /**
   * Where packages may be.
   *
   * @param mirror an archive
   * @param suite one of its suites
   */
  record Place(Mirror mirror, String suite) {}

  /** Packages that are kept in a directory, and come from where this machine's come from. */
  public KernelPackages(Path cache) {
    this(cache, places());
  }

  KernelPackages(Path cache, Set<Place> places) {
    this.cache = cache;
    this.places = places;
  }

  // The archive first, which keeps a release's kernels; the other suites have newer ones.
  private static Set<Place> places() {
    Set<Place> places = new LinkedHashSet<>();
    places.add(new Place(AptSources.mirror(APT, "add one there"), RELEASE));
    for (AptSource source : AptSources.read(APT)) {
      if (source.types().contains("deb") && source.components().contains("main")) {
        Mirror mirror = new Mirror(source.uris().get(0), source.signedBy());
        source.suites().stream()
            .filter(suite -> suite.startsWith(RELEASE))
            .forEach(suite -> places.add(new Place(mirror, suite)));
      }
    }
    return places;
  }

  /**
   * A package's files.
   *
   * @return the directory that they are unpacked in
   * @throws KernelTestException if no suite has this version, or none can be reached
   */
  Path unpacked(PinnedPackage wanted) {
    List<String> problems = new ArrayList<>();
    for (Place place : places) {
      PackageCache packages =
          new PackageCache(cache, "amd64", place::mirror, false, new PrintedProgress());
      try {
        return packages.exactly(place.suite(), wanted.name(), wanted.version());
      } catch (KernelTestException e) {
        problems.add(e.getMessage());
      }
    }
    throw new KernelTestException(
        wanted
            + ": cannot be had, and with another one the corpus would not be the same: "
            + String.join("; ", problems)
            + "; pinned in "
            + Pins.FILE);
  }

  private static final class PrintedProgress implements Progress {
    @Override
    public void info(String line) {
      System.out.println("corpus: " + line);
    }

    @Override
    public void warn(String line) {
      System.out.println("corpus: " + line);
    }
  }
}
