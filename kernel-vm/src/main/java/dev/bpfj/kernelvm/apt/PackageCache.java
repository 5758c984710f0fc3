package dev.bpfj.kernelvm.apt;

import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.Progress;
import dev.bpfj.kernelvm.apt.AptSources.Mirror;
import dev.bpfj.kernelvm.io.CacheLock;
import dev.bpfj.kernelvm.io.Command;
import dev.bpfj.kernelvm.io.Tool;
import dev.bpfj.kernelvm.io.Trees;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A cache of unpacked packages from any suite. A suite's package lists are downloaded again when
 * they are older than a day; if that is impossible, cached packages are used, with a warning.
 */
public final class PackageCache {
  private static final Tool DPKG = new Tool("dpkg", "dpkg");
  private static final Duration FRESH = Duration.ofDays(1);

  private final Path directory;
  private final String architecture;
  private final Supplier<Mirror> mirror;
  private final boolean offline;
  private final Progress progress;
  private final CacheLock lock;

  /**
   * A cache.
   *
   * @param directory where it lies; made if need be
   * @param architecture Debian's name of the packages' architecture
   * @param mirror asked for when something has to be fetched
   * @param offline true to use what is cached and nothing else
   * @param progress told of what is fetched
   */
  public PackageCache(
      Path directory,
      String architecture,
      Supplier<Mirror> mirror,
      boolean offline,
      Progress progress) {
    this.directory = directory.toAbsolutePath();
    this.architecture = architecture;
    this.mirror = mirror;
    this.offline = offline;
    this.progress = progress;
    this.lock = new CacheLock(this.directory);
  }

  /**
   * The newest version of a package, unpacked.
   *
   * @param suite where it is looked for
   * @param glob the package's name with {@code *}
   * @param version what the version must begin with, without its epoch; empty for any
   * @return the directory that it is unpacked in, its name being the package's
   * @throws KernelTestException if there is none or it cannot be fetched
   */
  public Path newest(String suite, String glob, String version) {
    return lock.hold(() -> fetchNewest(suite, glob, version));
  }

  private Path fetchNewest(String suite, String glob, String version) {
    Optional<DebianPackage> cached = newest(cached(glob), version);
    if (offline) {
      return unpacked(
          cached.orElseThrow(
              () ->
                  new KernelTestException(what(suite, glob, version) + "not cached, and offline")));
    }
    try {
      AptRepository repository = repository(suite);
      updateOld(repository, suite);
      DebianPackage wanted =
          newest(repository.find(glob), version)
              .orElseThrow(
                  () ->
                      new KernelTestException(
                          what(suite, glob, version) + "no such package in this suite"));
      return Files.isDirectory(unpacked(wanted)) ? unpacked(wanted) : fetch(repository, wanted);
    } catch (KernelTestException e) {
      if (cached.isEmpty()) {
        throw e;
      }
      progress.warn("using " + cached.get() + " as cached: " + e.getMessage());
      return unpacked(cached.get());
    }
  }

  /**
   * One version of a package, unpacked. Where it is cached, no mirror is asked.
   *
   * @param suite where it is looked for
   * @param name the package's name
   * @param version the whole version, without its epoch
   * @return the directory that it is unpacked in, its name being the package's
   * @throws KernelTestException if there is none or it cannot be fetched
   */
  public Path exactly(String suite, String name, String version) {
    return lock.hold(() -> fetchExactly(suite, name, version));
  }

  private Path fetchExactly(String suite, String name, String version) {
    Optional<DebianPackage> cached = exact(cached(name), version);
    if (cached.isPresent()) {
      return unpacked(cached.get());
    }
    if (offline) {
      throw new KernelTestException(what(suite, name, version) + "not cached, and offline");
    }
    AptRepository repository = repository(suite);
    updateOld(repository, suite);
    return fetch(
        repository,
        exact(repository.find(name), version)
            .orElseThrow(
                () ->
                    new KernelTestException(
                        what(suite, name, version) + "no such package in this suite")));
  }

  /**
   * A source package's files, as the archive has them. Where they are cached, no mirror is asked.
   *
   * @param suite where it is looked for
   * @param name the source package's name
   * @param version the whole version
   * @return the directory that they are in
   * @throws KernelTestException if there is none or it cannot be fetched
   */
  public Path source(String suite, String name, String version) {
    return lock.hold(() -> fetchSource(suite, name, version));
  }

  private Path fetchSource(String suite, String name, String version) {
    DebianPackage wanted = new DebianPackage(name, new DebianVersion(version));
    Path kept = directory.resolve("sources").resolve(wanted.directoryName());
    if (Files.isDirectory(kept)) {
      return kept;
    }
    if (offline) {
      throw new KernelTestException(what(suite, name, version) + "not cached, and offline");
    }
    AptRepository repository =
        AptRepository.ofSources(suite, mirror.get(), architecture, state(suite, "source"));
    updateOld(repository, suite);
    progress.info("fetching the sources of " + wanted);
    try {
      Files.createDirectories(kept.getParent());
      Path work = Files.createTempDirectory(kept.getParent(), "fetch-");
      try {
        Path files = Files.createDirectory(work.resolve("files"));
        repository.downloadSource(wanted, files);
        return Files.move(files, kept, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Trees.delete(work);
      }
    } catch (IOException e) {
      throw new KernelTestException(kept + ": cannot be written: " + e, e);
    }
  }

  private void updateOld(AptRepository repository, String suite) {
    if (repository.age().compareTo(FRESH) > 0) {
      progress.info("fetching the package lists of " + suite);
      repository.update();
    }
  }

  private static String what(String suite, String glob, String version) {
    return "package '"
        + glob
        + "': suite '"
        + suite
        + "': "
        + (version.isEmpty() ? "" : "version=" + version + ": ");
  }

  private AptRepository repository(String suite) {
    return new AptRepository(suite, mirror.get(), architecture, state(suite, architecture));
  }

  private Path state(String suite, String kind) {
    String from = Integer.toHexString(mirror.get().hashCode());
    return directory.resolve("apt").resolve(suite + "-" + from + "-" + kind);
  }

  private Path fetch(AptRepository repository, DebianPackage wanted) {
    progress.info("fetching " + wanted);
    try {
      Files.createDirectories(packages());
      Path work = Files.createTempDirectory(packages(), "fetch-");
      try {
        Path file = repository.download(wanted, work);
        Path tree = Files.createDirectory(work.resolve("tree"));
        unpack(file, tree);
        Files.move(tree, unpacked(wanted), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Trees.delete(work);
      }
    } catch (IOException e) {
      throw new KernelTestException(packages() + ": cannot be written: " + e, e);
    }
    return unpacked(wanted);
  }

  /**
   * Unpacks a package's files.
   *
   * @param file a {@code .deb}
   * @param tree the directory that they go to
   */
  public static void unpack(Path file, Path tree) {
    Command.of(DPKG.find(), "-x", file.toString(), tree.toString()).runOrFail();
  }

  private List<DebianPackage> cached(String glob) {
    PathMatcher names = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    if (!Files.isDirectory(packages())) {
      return List.of();
    }
    try (Stream<Path> directories = Files.list(packages())) {
      return directories
          .flatMap(entry -> DebianPackage.ofDirectory(entry.getFileName().toString()).stream())
          .filter(found -> names.matches(Path.of(found.name())))
          .toList();
    } catch (IOException e) {
      throw new KernelTestException(packages() + ": cannot be read: " + e, e);
    }
  }

  private static Optional<DebianPackage> newest(List<DebianPackage> found, String version) {
    return found.stream()
        .filter(candidate -> withoutEpoch(candidate).startsWith(version))
        .max(Comparator.comparing(DebianPackage::version));
  }

  private static Optional<DebianPackage> exact(List<DebianPackage> found, String version) {
    return found.stream().filter(candidate -> withoutEpoch(candidate).equals(version)).findFirst();
  }

  private static String withoutEpoch(DebianPackage candidate) {
    return candidate.version().text().replaceFirst("^\\d+:", "");
  }

  private Path packages() {
    return directory.resolve("packages").resolve(architecture);
  }

  private Path unpacked(DebianPackage wanted) {
    return packages().resolve(wanted.directoryName());
  }
}
