package dev.bpfj.kernelvm.image;

import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.io.CachedDirectory;
import dev.bpfj.kernelvm.io.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Several packages as one file system, for programs that were built for another Debian than the
 * host: their dynamic linker and C library are in it too.
 */
public final class PackageRoot {
  private final Path directory;

  private PackageRoot(Path directory) {
    this.directory = directory;
  }

  /**
   * Puts packages together, once.
   *
   * @param trees their directories, whose paths change with their versions and architectures
   * @param cache where the result is kept
   * @return their common root
   */
  public static PackageRoot of(List<Path> trees, Path cache) {
    // By their paths: packages of several architectures differ in nothing else.
    String name = Fingerprint.of(trees.stream().map(Path::toString));
    return new PackageRoot(CachedDirectory.of(cache, "root-" + name, root -> addAll(root, trees)));
  }

  private static void addAll(Path root, List<Path> trees) throws IOException {
    for (Path tree : trees) {
      add(root, tree);
    }
  }

  private static void add(Path root, Path tree) throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path source : all.toList()) {
        Path target = root.resolve(tree.relativize(source).toString());
        requireInside(root, target, source);
        if (Files.isSymbolicLink(source)) {
          Files.createSymbolicLink(target, inside(root, target, Files.readSymbolicLink(source)));
        } else if (Files.isDirectory(source)) {
          Files.createDirectories(target);
        } else {
          Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  /** Symbolic links in a package may lead anywhere, so nothing is written through them. */
  private static void requireInside(Path root, Path target, Path source) throws IOException {
    if (!target.equals(root)
        && !target.resolveSibling("").toRealPath().startsWith(root.toRealPath())) {
      throw new KernelTestException(
          source + ": package has a file behind a link that leads out of it: file=" + target);
    }
  }

  /** An absolute link would lead to the host's files. */
  private static Path inside(Path root, Path link, Path to) {
    return to.isAbsolute()
        ? link.resolve("..").normalize().relativize(root.resolve(to.toString().substring(1)))
        : to;
  }

  /**
   * Where it is.
   *
   * @return its root
   */
  public Path directory() {
    return directory;
  }

  /** Files of a name below a directory. */
  List<Path> find(String below, String name) {
    return Trees.find(directory.resolve(below), name);
  }

  /** The dynamic linker that its programs name as their interpreter. */
  Path linker() {
    return Stream.of("usr/lib64", "usr/lib", "lib64", "lib")
        .map(directory::resolve)
        .flatMap(place -> findIn(place, "ld-linux*.so.*"))
        .findFirst()
        .orElseThrow(() -> new KernelTestException(directory + ": no dynamic linker in it"));
  }

  /** Directories with shared libraries, of which one has the C library. */
  List<Path> libraryDirectories() {
    List<Path> places = Stream.of("lib", "usr/lib").map(directory::resolve).toList();
    return places.stream()
        .flatMap(place -> Trees.find(place, "libc.so.*").stream())
        .map(file -> file.getName(file.getNameCount() - 2))
        .flatMap(machine -> places.stream().map(place -> place.resolve(machine)))
        .filter(Files::isDirectory)
        .distinct()
        .toList();
  }

  /** The dynamic linker and all shared libraries. */
  List<Path> libraries() {
    return Stream.concat(
            Stream.of(linker()),
            libraryDirectories().stream().flatMap(place -> findIn(place, "*.so*")))
        .toList();
  }

  // What lies in directories of it is loaded by its path.
  private static Stream<Path> findIn(Path place, String glob) {
    return Trees.find(place, glob).stream()
        .filter(file -> file.equals(place.resolve(file.getFileName())));
  }

  /**
   * Where a library of this file system goes in the guest: where it is here, but in {@code /lib}
   * and not in {@code /usr/lib}, as Debian's dynamic linkers print them.
   */
  String guestPath(Path library) {
    String path = directory.relativize(library).toString();
    return path.startsWith("usr/") ? path.substring("usr/".length()) : path;
  }
}
