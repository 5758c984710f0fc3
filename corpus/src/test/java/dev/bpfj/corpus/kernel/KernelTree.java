package dev.bpfj.corpus.kernel;

import dev.bpfj.corpus.support.Cache;
import dev.bpfj.corpus.support.Fingerprint;
import dev.bpfj.kernelvm.io.Command;
import dev.bpfj.kernelvm.io.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The kernel's source tree, as far as its BPF selftests need it.
 *
 * @param root the tree's root
 * @param fingerprint that of the packages which it comes from
 */
public record KernelTree(Path root, String fingerprint) {
  private static final Path SOURCES = Path.of("usr/src");
  private static final Path HELPERS = Path.of("usr/include/bpf/bpf_helper_defs.h");

  /** The tree of Debian's package. */
  public static KernelTree unpacked(Cache cache, KernelPackages packages, Pins pins) {
    String name = pins.source().name();
    String fingerprint =
        new Fingerprint().text(pins.source().toString()).text(pins.headers().toString()).toString();
    Path directory =
        cache.directory("tree-" + fingerprint, filled -> unpack(filled, packages, pins));
    return new KernelTree(directory.resolve(name), fingerprint);
  }

  private static void unpack(Path directory, KernelPackages packages, Pins pins)
      throws IOException {
    String name = pins.source().name();
    Path sources = packages.unpacked(pins.source()).resolve(SOURCES);
    Command.of(
            new Tool("tar", "tar").find(),
            "--extract",
            "--file=" + sources.resolve(name + ".tar.xz"),
            "--directory=" + directory,
            name + "/tools/testing/selftests/bpf",
            name + "/tools/lib/bpf",
            name + "/tools/include",
            name + "/include/uapi")
        .runOrFail();
    // The kernel's build makes this one; Debian's libbpf is of the same kernel's tree.
    Path helpers = packages.unpacked(pins.headers()).resolve(HELPERS);
    Path headers = directory.resolve(name).resolve("tools/lib/bpf");
    Files.copy(helpers, headers.resolve(HELPERS.getFileName()));
  }

  /** The selftests' programs, by name. */
  public List<Path> programs() {
    try (Stream<Path> files = Files.list(selftests().resolve("progs"))) {
      return files.filter(file -> file.toString().endsWith(".c")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The directories that the programs' headers are in, in the order of searching. */
  public List<Path> headers() {
    return List.of(
        selftests(),
        selftests().resolve("progs"),
        root.resolve("tools/lib"),
        root.resolve("tools/include/uapi"),
        root.resolve("include/uapi"));
  }

  private Path selftests() {
    return root.resolve("tools/testing/selftests/bpf");
  }
}
