package dev.bpfj.nativebuild;

import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.Progress;
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
 * Builds the contents of {@code libbpf-headers}: libbpf's headers for BPF programs, the kernel's,
 * those of the kernel's that differ between architectures, and an index of all headers, including
 * the artifact's own.
 */
public final class Headers {
  private static final String DIRECTORY = "META-INF/libbpf-headers";
  private static final List<String> FOR_PROGRAMS =
      List.of(
          "bpf_core_read.h",
          "bpf_endian.h",
          "bpf_helper_defs.h",
          "bpf_helpers.h",
          "bpf_tracing.h",
          "usdt.bpf.h");
  private static final List<String> KERNEL = List.of("asm-generic", "linux");
  // As libbpf's bpf_tracing.h calls them, and as the kernel's sources do.
  private static final List<String> ARCHITECTURES =
      List.of(
          "arc", "arm", "arm64", "loongarch", "mips", "powerpc", "riscv", "s390", "sparc", "x86");

  private final Pins pins = Pins.read();
  private final Progress progress = new PrintedProgress("libbpf-headers");
  private final Debian debian;
  private final Path cache;

  private Headers(Path packages, Path cache) {
    this.debian = new Debian(packages, Target.X86_64.debian(), progress);
    this.cache = cache;
  }

  /**
   * Makes them.
   *
   * @param arguments the directory that they go to, the directory of cached packages, a directory
   *     for what comes up meanwhile, the directory of the artifact's own headers
   * @throws IOException if they cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    Path output = Path.of(arguments[0]).resolve(DIRECTORY);
    try {
      new Headers(Path.of(arguments[1]), Path.of(arguments[2])).make(output, Path.of(arguments[3]));
    } catch (KernelTestException e) {
      System.err.println("libbpf-headers: " + e.getMessage());
      System.exit(1);
    }
  }

  private void make(Path output, Path own) throws IOException {
    Trees.delete(output);
    for (String part : List.of("bpf", "kernel", "arch", "libc")) {
      Files.createDirectories(output.resolve(part));
    }
    copyLibbpf(output.resolve("bpf/bpf"));
    Path kernel = kernel();
    for (String part : KERNEL) {
      copyTree(kernel.resolve("usr/include").resolve(part), output.resolve("kernel/" + part));
    }
    for (String architecture : ARCHITECTURES) {
      copyTree(
          kernel.resolve("usr/lib/linux/uapi").resolve(architecture),
          output.resolve("arch/" + architecture));
    }
    copyTree(own, output.resolve("libc"));
    Path licenses = Files.createDirectories(output.resolveSibling("licenses"));
    Files.copy(
        kernel.resolve("usr/share/doc/linux-libc-dev/copyright"),
        licenses.resolve("linux"),
        StandardCopyOption.REPLACE_EXISTING);
    writeIndex(output);
  }

  private void copyLibbpf(Path to) throws IOException {
    Files.createDirectories(to);
    Files.createDirectories(cache);
    Path work = Files.createTempDirectory(cache, "headers-");
    try {
      Path from =
          archive()
              .map(archive -> unpacked(archive, work).resolve("src"))
              .orElseGet(
                  () ->
                      debian
                          .unpacked(pins.onePackage("fallback.headers"))
                          .resolve("usr/include/bpf"));
      for (String header : FOR_PROGRAMS) {
        Files.copy(from.resolve(header), to.resolve(header));
      }
    } finally {
      Trees.delete(work);
    }
  }

  private static Path unpacked(Path archive, Path work) {
    try {
      return LibbpfCompilation.unpacked(archive, work);
    } catch (IOException e) {
      throw new KernelTestException(work + ": cannot be written: " + e, e);
    }
  }

  private Optional<Path> archive() {
    return new LibbpfArchive(pins, debian, progress).fetch();
  }

  private Path kernel() {
    PinnedPackage pinned = pins.onePackage("kernel.headers");
    try {
      return debian.unpacked(pinned);
    } catch (KernelTestException e) {
      String[] fallback = pins.text("kernel.headers.fallback").split(" ", 2);
      progress.warn("taking " + fallback[1] + " of " + fallback[0] + " instead: " + e.getMessage());
      return debian.newest(fallback[0], fallback[1]);
    }
  }

  /** Copies a tree, following links. */
  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path source : all.toList()) {
        Path target = to.resolve(from.relativize(source).toString());
        if (Files.isDirectory(source)) {
          Files.createDirectories(target);
        } else {
          Files.copy(source, target);
        }
      }
    }
  }

  /** What tells these headers from others, and their names. */
  private static void writeIndex(Path output) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(output)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    List<String> lines = new ArrayList<>();
    files.forEach(file -> lines.add(output.relativize(file).toString()));
    lines.add(0, Sha256.ofLines(List.of(Sha256.of(files), String.join("\n", lines))));
    Files.writeString(output.resolve("index"), String.join("\n", lines) + "\n");
  }
}
