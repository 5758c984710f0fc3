package dev.bpfj.kernelvm.image;

import dev.bpfj.kernelvm.Progress;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The shared libraries of a base image by their path in it. What was added first stays: one C
 * library serves all.
 */
final class BaseLibraries {
  private final Map<String, Path> files = new TreeMap<>();
  private final Collection<Path> runtime;
  private final Set<String> own;
  private final Progress progress;
  private final Path systemDirectory;

  /**
   * None as yet.
   *
   * @param runtime programs and libraries of the Java run time, which find each other
   * @param progress told of libraries that are not there
   */
  BaseLibraries(Collection<Path> runtime, Progress progress) {
    this.runtime = runtime;
    this.own =
        runtime.stream().map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    this.progress = progress;
    Path java = Path.of(System.getProperty("java.home"), "bin/java");
    this.systemDirectory = SharedLibraries.of(List.of(java), List.of()).systemDirectory();
  }

  /** Where the host's C library lies, and the guest's too. */
  Path systemDirectory() {
    return systemDirectory;
  }

  /** Those that a run time of this host needs. */
  void ofTheHost() {
    add(SharedLibraries.of(runtime, List.of()));
  }

  /** Those that a run time of another system needs, its dynamic linker and C library included. */
  void ofAnotherSystem(PackageRoot root) {
    SharedLibraries needed = SharedLibraries.in(root, runtime);
    needed.files().forEach((name, file) -> put(name, root.guestPath(file), file));
    warnOfMissing(needed);
  }

  /** Those of the host that something else needs. */
  void add(SharedLibraries needed) {
    needed.files().forEach((name, file) -> put(name, guestPath(name, file), file));
    warnOfMissing(needed);
  }

  /** A libbpf, if there is one, and what it needs. */
  void add(Libbpf libbpf) {
    add(SharedLibraries.of(libbpf.file().stream().toList(), libbpf.searchedFirst()));
    libbpf.file().ifPresent(file -> files.put(guestPath(Libbpf.SONAME, file), file));
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
