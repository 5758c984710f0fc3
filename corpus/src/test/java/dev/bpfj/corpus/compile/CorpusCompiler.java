package dev.bpfj.corpus.compile;

import dev.bpfj.corpus.compile.CorpusObject.Headers;
import dev.bpfj.corpus.kernel.KernelTree;
import dev.bpfj.corpus.support.Cache;
import dev.bpfj.corpus.support.Parallel;
import dev.bpfj.kernelvm.io.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Compiles the corpus, each version of it once. */
public final class CorpusCompiler {
  private static final String ENDING = ".bpf.o";

  private final KernelTree tree;
  private final Clang clang;

  /** A compiler of a tree's programs. */
  public CorpusCompiler(KernelTree tree, Clang clang) {
    this.tree = tree;
    this.clang = clang;
  }

  /** All programs that compile, by name. */
  public List<CorpusObject> objects(Cache cache) {
    Path directory = cache.directory("objects-" + clang.fingerprint(), this::compileAll);
    List<CorpusObject> objects = new ArrayList<>();
    for (Path source : tree.programs()) {
      for (Headers headers : Headers.values()) {
        Path file = file(directory, headers, name(source));
        if (Files.exists(file)) {
          objects.add(new CorpusObject(name(source), source, file, headers));
          break;
        }
      }
    }
    return objects;
  }

  /** The names of those that do not compile. */
  public List<String> failed(List<CorpusObject> objects) {
    List<String> names = new ArrayList<>(tree.programs().stream().map(this::name).toList());
    names.removeAll(objects.stream().map(CorpusObject::name).toList());
    return names;
  }

  private void compileAll(Path directory) throws IOException {
    for (Headers headers : Headers.values()) {
      Files.createDirectories(file(directory, headers, "any").getParent());
    }
    Parallel.map(tree.programs(), source -> compile(directory, source));
  }

  private boolean compile(Path directory, Path source) {
    for (Headers headers : Headers.values()) {
      Path object = file(directory, headers, name(source));
      Command.Output output =
          clang.run(headers, List.of("-c", source.toString(), "-o", object.toString()));
      if (output.ok()) {
        return true;
      }
      write(object.resolveSibling(name(source) + ".txt"), output.err());
    }
    return false;
  }

  private static Path file(Path directory, Headers headers, String name) {
    return directory.resolve(headers.name().toLowerCase(Locale.ROOT)).resolve(name + ENDING);
  }

  private String name(Path source) {
    return source.getFileName().toString().replaceFirst("\\.c$", "");
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
