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
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
   * @param java the JDK's directory, or a version of the list
   * @param libbpf {@code host}, {@code none}, a path, or a version of the list
   * @param packages where listed versions are fetched
   * @param cache where run times and images are kept; made if need be
   * @param progress told what is made
   * @return the base
   */
  public static BaseImage of(
      String java, String libbpf, PackageCache packages, Path cache, Progress progress) {
    Jdk jdk = Jdk.of(java, packages, cache);
    Path runtime = JavaRuntime.of(jdk.home(), cache, progress);
    Path busybox = BUSYBOX.find();
    BaseLibraries libraries = new BaseLibraries(ElfFiles.below(runtime), progress);
    jdk.system().ifPresentOrElse(libraries::ofAnotherSystem, libraries::ofTheHost);
    libraries.add(SharedLibraries.of(List.of(busybox), List.of()));
    Libbpf chosen = Libbpf.of(libbpf, libraries.systemDirectory(), packages);
    if (chosen.file().isEmpty() && libbpf.equals("host")) {
      progress.warn("libbpf: not installed on this host, guests get none: install 'libbpf1'");
    }
    libraries.add(chosen);

    Map<String, Path> files = libraries.files();
    files.put(BUSYBOX_PATH, busybox);
    Path image = cache.resolve("base-" + fingerprint(files, runtime) + ".cpio");
    new CacheLock(cache).hold(() -> write(image, files, runtime));
    return new BaseImage(image, files, libraries.systemDirectory());
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
