package dev.bpfj.kernelvm.image;

import dev.bpfj.kernelvm.Architecture;
import dev.bpfj.kernelvm.Progress;
import dev.bpfj.kernelvm.io.Trees;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The shared libraries of a base image by their path in it. The first library added for a path
 * stays, so that there is a single C library.
 */
final class BaseLibraries {
  private final Map<String, Path> files = new TreeMap<>();
  private final Set<String> own;
  private final Path systemDirectory;
  private final Progress progress;

  private BaseLibraries(Collection<Path> runtime, Path systemDirectory, Progress progress) {
    this.own =
        runtime.stream().map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    this.systemDirectory = systemDirectory;
    this.progress = progress;
  }

  /**
   * Those that programs of this host need, as its dynamic linker finds them.
   *
   * @param runtime programs and libraries of the Java run time, which find each other
   * @param busybox the shell
   * @param progress told of libraries that are not there
   */
  static BaseLibraries ofTheHost(Collection<Path> runtime, Path busybox, Progress progress) {
    Path java = Path.of(System.getProperty("java.home"), "bin/java");
    BaseLibraries libraries =
        new BaseLibraries(
            runtime, SharedLibraries.of(List.of(java), List.of()).systemDirectory(), progress);
    libraries.add(SharedLibraries.of(runtime, List.of()));
    libraries.add(SharedLibraries.of(List.of(busybox), List.of()));
    return libraries;
  }

  /**
   * All of another system, its dynamic linker and C library included: this host may be unable to
   * ask the linker which are needed.
   *
   * @param root the system
   * @param runtime programs and libraries of the Java run time
   * @param progress told of libraries that are not there
   */
  static BaseLibraries ofAnotherSystem(
      PackageRoot root, Collection<Path> runtime, Progress progress) {
    Path systemDirectory = Path.of("/", root.guestPath(root.libraryDirectories().get(0)));
    BaseLibraries libraries = new BaseLibraries(runtime, systemDirectory, progress);
    for (Path file : root.libraries()) {
      libraries.put(file.getFileName().toString(), root.guestPath(file), file);
    }
    return libraries;
  }

  /** Where the guest's C library lies. */
  Path systemDirectory() {
    return systemDirectory;
  }

  private void add(SharedLibraries needed) {
    needed.files().forEach((name, file) -> put(name, guestPath(name, file), file));
    warnOfMissing(needed);
  }

  /** A libbpf, if there is one, and what it needs. */
  void add(Libbpf libbpf, Architecture architecture) {
    if (architecture.isHost()) {
      add(SharedLibraries.of(libbpf.file().stream().toList(), libbpf.searchedFirst()));
    } else {
      libbpf.searchedFirst().stream()
          .flatMap(directory -> Trees.find(directory, "*.so.*").stream())
          .forEach(file -> addBesideTheCLibrary(file.getFileName().toString(), file));
    }
    libbpf.file().ifPresent(file -> files.put(guestPath(Libbpf.SONAME, file), file));
  }

  private void addBesideTheCLibrary(String name, Path file) {
    put(name, systemDirectory.resolve(name).toString().substring(1), file);
  }

  Map<String, Path> files() {
    return files;
  }

  // The run time's libraries find each other; the rest goes to the system's directories.
  private void put(String name, String path, Path file) {
    if (!own.contains(name)) {
      files.putIfAbsent(path, file);
    }
  }

  private String guestPath(String name, Path file) {
    return SharedLibraries.guestPath(name, file, systemDirectory);
  }

  private void warnOfMissing(SharedLibraries needed) {
    needed.missing().stream()
        .filter(name -> !own.contains(name))
        .forEach(name -> progress.warn(name + ": shared library not found"));
  }
}
