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
 * @param fingerprint that of the package which it comes from
 */
public record KernelTree(Path root, String fingerprint) {
  private static final String NAME = "linux-source-6.1";
  private static final Path PACKAGE = Path.of("/usr/src", NAME + ".tar.xz");
  private static final Path HELPERS = Path.of("/usr/include/bpf/bpf_helper_defs.h");

  /** The tree of Debian's package. */
  public static KernelTree unpacked(Cache cache) {
    if (!Files.isReadable(PACKAGE)) {
      throw new AssertionError(
          PACKAGE + ": not there; the tests need it: apt-get install " + NAME + " xz-utils");
    }
    String fingerprint = new Fingerprint().file(PACKAGE).toString();
    Path directory = cache.directory("tree-" + fingerprint, KernelTree::unpack);
    return new KernelTree(directory.resolve(NAME), fingerprint);
  }

  private static void unpack(Path directory) throws IOException {
    Command.of(
            new Tool("tar", "tar").find(),
            "--extract",
            "--file=" + PACKAGE,
            "--directory=" + directory,
            NAME + "/tools/testing/selftests/bpf",
            NAME + "/tools/lib/bpf",
            NAME + "/tools/include",
            NAME + "/include/uapi")
        .runOrFail();
    // The kernel's build makes this one; Debian's libbpf is of the same kernel's tree.
    Path headers = directory.resolve(NAME).resolve("tools/lib/bpf");
    Files.copy(HELPERS, headers.resolve(HELPERS.getFileName()));
  }

  /** The kernel's version, as Debian has it. */
  public String version() {
    return Command.of(
            new Tool("dpkg-query", "dpkg").find(), "--showformat=${Version}", "--show", NAME)
        .runOrFail();
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
