package dev.bpfj.codegen.support;

import dev.bpfj.object.BpfObjectFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Compiles the BPF programs of the tests, each once a run, with clang 14 unless told otherwise. */
public final class BpfCompiler {
  private static final Path SOURCES = Path.of("src/test/bpf");
  private static final Path OBJECTS = Path.of("target/test-bpf");
  private static final String CLANG = "clang-14";
  private static final Map<String, Path> DONE = new ConcurrentHashMap<>();

  private BpfCompiler() {}

  /** The object of {@code src/test/bpf/<name>.bpf.c}. */
  public static BpfObjectFile object(String name) {
    try {
      return BpfObjectFile.parse(name + ".bpf.o", Files.readAllBytes(file(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same as a file. */
  public static Path file(String name) {
    return DONE.computeIfAbsent(name, n -> compile(CLANG, SOURCES.resolve(n + ".bpf.c"), n));
  }

  /** Compiles a source text. */
  public static Path compileText(String name, String text, String... options) {
    return compileTextWith(CLANG, name, text, options);
  }

  /** Compiles a source text with a compiler of one's choice, a clang or bpf-gcc. */
  public static Path compileTextWith(String compiler, String name, String text, String... options) {
    try {
      Files.createDirectories(OBJECTS);
      Path source = Files.writeString(OBJECTS.resolve(name + ".bpf.c"), text);
      return compile(compiler, source, name, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compiles a source of {@code src/test/bpf} with a compiler of one's choice. */
  public static Path compileSourceWith(
      String compiler, String name, String source, String... options) {
    return compile(compiler, SOURCES.resolve(source), name, options);
  }

  /** What {@link #compileText} made before. */
  public static Path compiledText(String name) {
    return OBJECTS.resolve(name + ".bpf.o");
  }

  private static Path compile(String compiler, Path source, String name, String... options) {
    Path object = OBJECTS.resolve(name + ".bpf.o");
    List<String> command = new ArrayList<>(List.of(compiler, "-O2", "-Wall"));
    command.addAll(
        compiler.startsWith("clang")
            ? List.of("-g", "-target", "bpf", "-Wno-missing-declarations")
            : List.of("-gbtf"));
    command.add(
        "-I/usr/include/"
            + System.getProperty("os.arch").replace("amd64", "x86_64")
            + "-linux-gnu");
    command.addAll(List.of(options));
    command.addAll(List.of("-c", source.toString(), "-o", object.toString()));
    try {
      Files.createDirectories(OBJECTS);
      Process process = start(command);
      String output = new String(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        throw new AssertionError(source + ": " + compiler + ": " + output);
      }
      return object;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Process start(List<String> command) {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new AssertionError(
          command.get(0) + " is not on the PATH; scripts/setup installs it", e);
    }
  }
}
