package dev.bpfj.corpus.compile;

import dev.bpfj.corpus.compile.CorpusObject.Headers;
import dev.bpfj.corpus.kernel.KernelTree;
import dev.bpfj.corpus.kernel.KernelTypes;
import dev.bpfj.corpus.support.Fingerprint;
import dev.bpfj.kernelvm.io.Command;
import dev.bpfj.kernelvm.io.Tool;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The C compiler, with what the corpus is compiled with. */
public final class Clang {
  private static final List<String> FLAGS =
      List.of(
          "-g",
          "-O2",
          "-target",
          "bpf",
          "-mcpu=v3",
          "-D__TARGET_ARCH_x86",
          "-mlittle-endian",
          // What the kernel's programs are warned of is not ours to judge.
          "-w",
          "-fno-color-diagnostics");

  private final Path clang;
  private final List<String> includes = new ArrayList<>();
  private final String fingerprint;

  /** The compiler, for a tree's programs. */
  public Clang(KernelTree tree, KernelTypes types) {
    this(
        Stream.concat(Stream.of(types.directory()), tree.headers().stream()).toList(),
        tree.fingerprint() + types.fingerprint());
  }

  /** The compiler, with directories of headers, and a name of what is in them. */
  public Clang(List<Path> headers, String headersFingerprint) {
    this.clang = new Tool("clang-19", "clang-19").find();
    headers.forEach(directory -> includes.add("-I" + directory));
    for (String directory : List.of("/usr/include/x86_64-linux-gnu", "/usr/include")) {
      includes.addAll(List.of("-idirafter", directory));
    }
    this.fingerprint =
        new Fingerprint()
            .text(headersFingerprint)
            .text(Command.of(clang, "--version").runOrFail())
            .text(FLAGS.toString())
            .file(kernelWords().resolve("linux/compiler.h"))
            .toString();
  }

  /** That of everything which objects are made of. */
  public String fingerprint() {
    return fingerprint;
  }

  /** Compiles; the arguments say what, and to what. */
  public Command.Output run(Headers headers, List<String> arguments) {
    List<String> words = new ArrayList<>(FLAGS);
    if (headers == Headers.KERNEL_WORDS) {
      words.addAll(List.of("-I" + kernelWords(), "-include", "linux/compiler.h"));
    }
    words.addAll(includes);
    words.addAll(arguments);
    return Command.of(clang, words).run();
  }

  private static Path kernelWords() {
    try {
      Path directory =
          Path.of(Objects.requireNonNull(Clang.class.getResource("/kernel-words")).toURI());
      assert Files.isDirectory(directory);
      return directory;
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
