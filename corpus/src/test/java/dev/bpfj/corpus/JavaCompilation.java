package dev.bpfj.corpus;

import dev.bpfj.codegen.SourceFile;
import dev.bpfj.corpus.support.Cache;
import dev.bpfj.corpus.support.Fingerprint;
import dev.bpfj.kernelvm.io.Trees;
import dev.bpfj.libbpf.skeleton.Skeleton;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles generated sources, all at once, as strictly as javac can. */
final class JavaCompilation {
  private static final List<String> OPTIONS =
      List.of(
          "--release", "17", "-Xlint:all", "-Werror", "-Xmaxerrs", "1000", "-Xmaxwarns", "1000");

  private JavaCompilation() {}

  /**
   * What javac says, empty if it is content.
   *
   * @param directory where sources and classes are put
   * @param cache remembers what javac said of the same sources before
   */
  static String compile(List<SourceFile> sources, Path directory, Cache cache) {
    Fingerprint key =
        new Fingerprint()
            .text(Runtime.version().toString())
            .text(OPTIONS.toString())
            .tree(runtimeClasses());
    sources.forEach(source -> key.text(source.path()).text(source.content()));
    return cache.text("javac/" + key, () -> compile(sources, directory));
  }

  private static Path runtimeClasses() {
    try {
      return Path.of(Skeleton.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String compile(List<SourceFile> sources, Path directory) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter output = new StringWriter();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      List<Path> written = write(sources, directory.resolve("java"));
      Path classes = directory.resolve("classes");
      Trees.delete(classes);
      Files.createDirectories(classes);
      List<String> options = new ArrayList<>(OPTIONS);
      options.addAll(List.of("-d", classes.toString()));
      var units = files.getJavaFileObjectsFromPaths(written);
      boolean ok = javac.getTask(output, files, null, options, null, units).call();
      return ok && output.toString().isEmpty() ? "" : "javac: " + output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> write(List<SourceFile> sources, Path directory) throws IOException {
    Trees.delete(directory);
    List<Path> written = new ArrayList<>();
    for (SourceFile source : sources) {
      Path file = directory.resolve(source.path());
      Files.createDirectories(file.getParent());
      written.add(Files.writeString(file, source.content()));
    }
    return written;
  }
}
