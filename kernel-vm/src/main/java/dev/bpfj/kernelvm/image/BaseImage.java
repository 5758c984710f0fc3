package dev.bpfj.kernelvm.image;

import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.Progress;
import dev.bpfj.kernelvm.apt.PackageCache;
import dev.bpfj.kernelvm.io.CacheLock;
import dev.bpfj.kernelvm.io.Tool;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The part of a guest that only changes with the host: shell, Java run time, shared libraries,
 * libbpf. The beginning of a cpio archive, made once and kept.
 */
public final class BaseImage {
  /** Changes when what is written here does. */
  private static final String FORMAT = "1";

  private static final Tool BUSYBOX = new Tool("busybox", "busybox-static");
  private static final String BUSYBOX_PATH = "bin/busybox";

  private final Path file;
  private final Map<String, Path> files;
  private final Path systemDirectory;

  private BaseImage(Path file, Map<String, Path> files, Path systemDirectory) {
    this.file = file;
    this.files = files;
    this.systemDirectory = systemDirectory;
  }

  /**
   * The base for guests that run a JDK.
   *
   * @param javaHome the JDK
   * @param libbpf {@code host}, {@code none}, a path, or a version of the list
   * @param packages where libbpf is fetched
   * @param cache where run times and images are kept; made if need be
   * @param progress told what is made
   * @return the base
   */
  public static BaseImage of(
      Path javaHome, String libbpf, PackageCache packages, Path cache, Progress progress) {
    Path runtime = JavaRuntime.of(javaHome, cache, progress);
    Path busybox = BUSYBOX.find();
    List<Path> programs = new ArrayList<>(ElfFiles.below(runtime));
    Set<String> own = names(programs);
    programs.add(busybox);
    Map<String, Path> files = new TreeMap<>();
    SharedLibraries needed = SharedLibraries.of(programs, List.of());
    Path system = needed.systemDirectory();
    needed.files().forEach((name, path) -> put(files, own, name, path, system));

    Libbpf chosen = Libbpf.of(libbpf, system, packages);
    if (chosen.file().isEmpty() && libbpf.equals("host")) {
      progress.warn("libbpf: not installed on this host, guests get none: install 'libbpf1'");
    }
    SharedLibraries more = SharedLibraries.of(stream(chosen).toList(), chosen.searchedFirst());
    more.files().forEach((name, path) -> put(files, own, name, path, system));
    stream(chosen).forEach(path -> put(files, own, "libbpf.so.1", path, system));
    warnOfMissing(needed, more, own, progress);

    files.put(BUSYBOX_PATH, busybox);
    Path image = cache.resolve("base-" + fingerprint(files, runtime) + ".cpio");
    new CacheLock(cache).hold(() -> write(image, files, runtime));
    return new BaseImage(image, files, system);
  }

  /** The archive's beginning, without trailer. */
  Path file() {
    return file;
  }

  boolean has(String path) {
    return files.containsKey(path);
  }

  Path busybox() {
    return Objects.requireNonNull(files.get(BUSYBOX_PATH));
  }

  Path systemDirectory() {
    return systemDirectory;
  }

  private static Stream<Path> stream(Libbpf libbpf) {
    return libbpf.file().stream();
  }

  private static Set<String> names(List<Path> files) {
    return files.stream()
        .map(path -> path.getFileName().toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  // The run time's libraries find each other; the rest goes to the system's directories.
  private static void put(
      Map<String, Path> files, Set<String> own, String name, Path path, Path system) {
    if (!own.contains(name)) {
      files.put(SharedLibraries.guestPath(name, path, system), path);
    }
  }

  private static void warnOfMissing(
      SharedLibraries needed, SharedLibraries more, Set<String> own, Progress progress) {
    Stream.concat(needed.missing().stream(), more.missing().stream())
        .filter(name -> !own.contains(name))
        .distinct()
        .forEach(name -> progress.warn(name + ": shared library not found on this host"));
  }

  private static String fingerprint(Map<String, Path> files, Path runtime) {
    return Fingerprint.of(
        Stream.concat(
            Stream.of(FORMAT, runtime.getFileName().toString()),
            files.entrySet().stream()
                .map(entry -> entry.getKey() + " " + Fingerprint.file(entry.getValue()))));
  }

  private static Path write(Path image, Map<String, Path> files, Path runtime) {
    if (Files.exists(image)) {
      return image;
    }
    Path part = image.resolveSibling(image.getFileName() + ".part");
    try {
      GuestTree tree = new GuestTree().copy("java", runtime);
      files.forEach(tree::file);
      tree.symlink("bin/sh", "busybox");
      try (CpioWriter cpio =
          new CpioWriter(new BufferedOutputStream(Files.newOutputStream(part), 1 << 20))) {
        tree.writeTo(cpio);
      }
      return Files.move(part, image, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new KernelTestException(image + ": guest image cannot be written: " + e, e);
    }
  }
}
