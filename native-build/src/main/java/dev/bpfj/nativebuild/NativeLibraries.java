package dev.bpfj.nativebuild;

import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.Progress;
import dev.bpfj.kernelvm.image.PackageRoot;
import dev.bpfj.kernelvm.io.CachedDirectory;
import dev.bpfj.kernelvm.io.Trees;
import dev.bpfj.nativebuild.Pins.PinnedPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Builds the contents of {@code libbpf-natives}: for each architecture libbpf, the libraries that
 * it needs, and a list of them in load order; their licenses; and where their sources are.
 */
public final class NativeLibraries {
  private static final String DIRECTORY = "META-INF/libbpf-natives";
  private static final String LIST = "libraries";
  private static final String LIBBPF = "libbpf.so.1";
  private static final List<String> IN_LOADING_ORDER = List.of("libz.so.1", "libelf.so.1", LIBBPF);

  private final Pins pins = Pins.read();
  private final Progress progress = new PrintedProgress("libbpf-natives");
  private final Path packages;
  private final Path cache;

  private NativeLibraries(Path packages, Path cache) {
    this.packages = packages;
    this.cache = cache;
  }

  /**
   * Makes them.
   *
   * @param arguments the directory that they go to, the directory of cached packages, the directory
   *     of what was made before
   * @throws IOException if they cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    Path output = Path.of(arguments[0]);
    try {
      new NativeLibraries(Path.of(arguments[1]), Path.of(arguments[2])).make(output);
    } catch (KernelTestException e) {
      System.err.println("libbpf-natives: " + e.getMessage());
      System.exit(1);
    }
  }

  private void make(Path output) throws IOException {
    for (Target target : Target.values()) {
      Path made = libraries(target);
      Path directory = output.resolve(DIRECTORY).resolve(target.directory());
      Files.createDirectories(directory);
      List<String> files = new ArrayList<>(IN_LOADING_ORDER);
      files.add(LIST);
      for (String file : files) {
        copy(made.resolve(file), directory.resolve(file));
      }
    }
    Debian debian = new Debian(packages, Target.X86_64.debian(), progress);
    Path licenses = Files.createDirectories(output.resolve("META-INF/licenses"));
    copy(copyright(debian, "libelf1"), licenses.resolve("elfutils"));
    copy(copyright(debian, "zlib1g"), licenses.resolve("zlib"));
    Files.writeString(output.resolve("META-INF/SOURCES"), sources());
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path copyright(Debian debian, String name) {
    PinnedPackage wanted =
        pins.packages("sysroot").stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow();
    return debian.unpacked(wanted).resolve("usr/share/doc").resolve(name).resolve("copyright");
  }

  private String sources() {
    return "What this artifact is made of, so that it can be made again, or with another version:\n"
        + source("libbpf.so.1", pins.onePackage("libbpf"), "libbpf")
        + source("libelf.so.1", pins.onePackage("libelf.source"), "libelf.source")
        + source("libz.so.1", pins.onePackage("libz.source"), "libz.source");
  }

  private String source(String library, PinnedPackage source, String key) {
    return library
        + ": the source package "
        + source
        + "\n  (apt-get source "
        + source.name()
        + "="
        + source.version()
        + "): "
        + pins.text(key + ".file")
        + "\n  sha256="
        + pins.text(key + ".sha256")
        + "\n";
  }

  /** The directory with an architecture's libraries and their list. */
  private Path libraries(Target target) {
    Debian debian = new Debian(packages, target.debian(), progress);
    Optional<Path> archive = new LibbpfArchive(pins, debian, progress).fetch();
    List<String> parts = new ArrayList<>(pins.ofLibraries());
    parts.addAll(LibbpfCompilation.recipe());
    parts.add(target.directory());
    PinnedPackage taken = pins.onePackage(archive.isPresent() ? "libbpf" : "fallback");
    String name = "libbpf-" + taken.upstream() + "-" + Sha256.ofLines(parts).substring(0, 16);
    return CachedDirectory.of(
        cache, name, made -> fill(made, target, debian, archive, taken.upstream()));
  }

  private void fill(Path made, Target target, Debian debian, Optional<Path> archive, String version)
      throws IOException {
    Files.createDirectories(made);
    Path sysroot = PackageRoot.of(debian.unpacked(pins.packages("sysroot")), packages).directory();
    copy(pinned(sysroot, "libz", target), made.resolve("libz.so.1"));
    copy(pinned(sysroot, "libelf", target), made.resolve("libelf.so.1"));
    if (archive.isPresent()) {
      progress.info("compiling libbpf " + version + " for " + target.directory());
      Path work = Files.createTempDirectory(cache, "compile-").toRealPath();
      try {
        copy(
            new LibbpfCompilation(archive.get(), sysroot, target).run(work, version),
            made.resolve(LIBBPF));
      } finally {
        Trees.delete(work);
      }
    } else {
      Path tree = debian.unpacked(pins.onePackage("fallback"));
      Path library = library(tree, "libbpf", target);
      Sha256.require(library, pins.text("fallback.sha256." + target.debian()));
      copy(library, made.resolve(LIBBPF));
    }
    writeList(made, version);
  }

  private Path pinned(Path sysroot, String name, Target target) {
    return Sha256.require(
        library(sysroot, name, target), pins.text(name + ".sha256." + target.debian()));
  }

  /** A library's file, which links with shorter names lead to. */
  private static Path library(Path root, String name, Target target) {
    return Stream.of("lib", "usr/lib")
        .map(directory -> root.resolve(directory).resolve(target.triple()))
        .map(directory -> directory.resolve(name + ".so.1"))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new KernelTestException(root + ": no library '" + name + "' in it"));
  }

  /** The version of libbpf among the artifact's files. */
  static String libbpfVersion(Path output, Target target) throws IOException {
    Path list = output.resolve(DIRECTORY).resolve(target.directory()).resolve(LIST);
    return Files.readAllLines(list).get(0);
  }

  /** The version, what tells these libraries from others, and their names. */
  private static void writeList(Path made, String version) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(version);
    lines.add(Sha256.of(IN_LOADING_ORDER.stream().map(made::resolve).toList()));
    lines.addAll(IN_LOADING_ORDER);
    Files.writeString(made.resolve(LIST), String.join("\n", lines) + "\n");
  }
}
