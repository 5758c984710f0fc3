package dev.bpfj.codegen.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.codegen.SourceFile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Generated sources, compiled as strictly as javac can, and loaded. */
public final class Compiled {
  private final Path classes;
  private final ClassLoader loader;

  private Compiled(Path classes) throws IOException {
    this.classes = classes;
    this.loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, Compiled.class.getClassLoader());
  }

  /** Compiles; any warning of javac or doclint fails, with the whole source in the message. */
  public static Compiled of(List<SourceFile> sources) {
    return of(sources, "-Xdoclint:all/protected");
  }

  /** Compiles without looking at the documentation, which takes long for very large sources. */
  public static Compiled withoutDoclint(List<SourceFile> sources) {
    return of(sources, "-Xdoclint:none");
  }

  private static Compiled of(List<SourceFile> sources, String doclint) {
    try {
      Path root =
          Files.createTempDirectory(Files.createDirectories(Path.of("target/test-java")), "g");
      for (SourceFile source : sources) {
        Path file = root.resolve(source.path());
        Files.createDirectories(file.getParent());
        Files.writeString(file, source.content());
      }
      Path classes = Files.createDirectory(root.resolve("classes"));
      assertThat(compile(root, sources, classes, doclint)).as("javac says").isEmpty();
      return new Compiled(classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String compile(Path root, List<SourceFile> sources, Path classes, String doclint)
      throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter output = new StringWriter();
    List<String> options =
        List.of(
            "--release",
            "17",
            "-Xlint:all",
            doclint,
            "-Werror",
            "-Xmaxwarns",
            "10",
            "-d",
            classes.toString());
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      var units =
          files.getJavaFileObjectsFromPaths(
              sources.stream().map(s -> root.resolve(s.path())).toList());
      boolean ok = javac.getTask(output, files, null, options, null, units).call();
      return ok && output.toString().isEmpty() ? "" : "failed:\n" + output;
    }
  }

  /** A class. */
  public Class<?> load(String name) {
    try {
      return loader.loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError("not generated: " + name, e);
    }
  }

  /** Puts a file beside the classes. */
  public Compiled withResource(String name, Path content) {
    try {
      Path target = classes.resolve(name);
      Files.createDirectories(target.getParent());
      Files.copy(content, target);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
