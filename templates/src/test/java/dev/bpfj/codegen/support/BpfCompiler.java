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

/** Compiles the BPF programs of the tests with the clang on the PATH, each once a run. */
public final class BpfCompiler {
  private static final Path SOURCES = Path.of("src/test/bpf");
  private static final Path OBJECTS = Path.of("target/test-bpf");
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
    return DONE.computeIfAbsent(name, n -> compile(SOURCES.resolve(n + ".bpf.c"), n));
  }

  /** Compiles a source text. */
  public static Path compileText(String name, String text, String... options) {
    try {
      Files.createDirectories(OBJECTS);
      return compile(Files.writeString(OBJECTS.resolve(name + ".bpf.c"), text), name, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@link #compileText} made before. */
  public static Path compiledText(String name) {
    return OBJECTS.resolve(name + ".bpf.o");
  }

  private static Path compile(Path source, String name, String... options) {
    Path object = OBJECTS.resolve(name + ".bpf.o");
    List<String> command =
        new ArrayList<>(
            List.of(
                "clang-14", "-g", "-O2", "-target", "bpf", "-Wall", "-Wno-missing-declarations"));
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
        throw new AssertionError(source + ": clang: " + output);
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
          "clang is not on the PATH; the tests need it: apt-get install clang", e);
    }
  }
}
