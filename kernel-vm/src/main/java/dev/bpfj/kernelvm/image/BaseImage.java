package dev.bpfj.kernelvm.image;

import dev.bpfj.kernelvm.GuestOptions;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The part of a guest's image that depends only on the host: shell, Java runtime, shared libraries,
 * libbpf. It is the beginning of a cpio archive, built once and cached.
 */
public final class BaseImage {
  /** Part of the cache key; to be changed with the format of the image. */
  private static final String FORMAT = "1";

  private static final Tool BUSYBOX = new Tool("busybox", "busybox-static");
  private static final String BUSYBOX_PATH = "bin/busybox";

  /**
   * What the C library reads for the guest's {@code LC_CTYPE}. Without it a JVM takes names of
   * files and arguments of processes for ASCII. The same for all architectures.
   */
  private static final String LOCALE = "usr/lib/locale/C.utf8/LC_CTYPE";

  /** Where hosts have it, before and after glibc 2.35. */
  private static final List<Path> LOCALES =
      List.of(Path.of("/", LOCALE), Path.of("/usr/lib/locale/C.UTF-8/LC_CTYPE"));

  private final Path file;
  private final Map<String, Path> files;
  private final Path systemDirectory;

  private BaseImage(Path file, Map<String, Path> files, Path systemDirectory) {
    this.file = file;
    this.files = files;
    this.systemDirectory = systemDirectory;
  }

  /**
   * The base for guests.
   *
   * @param guest names the JDK and the libbpf that they have
   * @param packages where listed versions are fetched
   * @param cache where run times and images are kept; made if need be
   * @param progress told what is made
   * @return the base
   */
  public static BaseImage of(
      GuestOptions guest, PackageCache packages, Path cache, Progress progress) {
    Jdk jdk = Jdk.of(guest.java(), guest.architecture(), packages, cache);
    Path runtime = JavaRuntime.of(jdk.home(), cache, progress);
    Path busybox = jdk.system().map(BaseImage::busyboxIn).orElseGet(BUSYBOX::find);
    Collection<Path> programs = ElfFiles.below(runtime);
    BaseLibraries libraries =
        jdk.system()
            .map(root -> BaseLibraries.ofAnotherSystem(root, programs, progress))
            .orElseGet(() -> BaseLibraries.ofTheHost(programs, busybox, progress));
    Libbpf chosen = Libbpf.of(guest, libraries.systemDirectory(), packages);
    if (chosen.file().isEmpty() && guest.libbpf().equals("host")) {
      progress.warn("libbpf: not installed on this host, guests get none: install 'libbpf1'");
    }
    libraries.add(chosen, guest.architecture());

    Map<String, Path> files = libraries.files();
    files.put(BUSYBOX_PATH, busybox);
    LOCALES.stream()
        .filter(Files::isReadable)
        .findFirst()
        .ifPresent(locale -> files.put(LOCALE, locale));
    Path image = cache.resolve("base-" + fingerprint(files, runtime) + ".cpio");
    new CacheLock(cache).hold(() -> write(image, files, runtime));
    return new BaseImage(image, files, libraries.systemDirectory());
  }

  private static Path busyboxIn(PackageRoot root) {
    return Stream.of("bin", "usr/bin")
        .flatMap(directory -> root.find(directory, "busybox").stream())
        .findFirst()
        .orElseThrow(() -> new KernelTestException(root.directory() + ": no busybox in it"));
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
