package dev.bpfj.object.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The compiler and the BPF tools of this machine. Without them a test fails; it is not skipped. */
public final class Tools {
  /** Where the test's BPF programs are. */
  public static final Path SOURCES = Path.of("src/test/bpf").toAbsolutePath();

  private static final Path OUTPUT = Path.of("target/test-objects").toAbsolutePath();
  // Of all compilers that a machine may have: the tests' objects are the same everywhere.
  private static final String OLD_CLANG = "clang-14";
  private static final String CLANG = "clang-19";
  private static final Map<List<String>, Path> COMPILED = new ConcurrentHashMap<>();

  private Tools() {}

  /** The newest compiler. */
  public static String clang() {
    return CLANG;
  }

  /** The oldest compiler that matters. */
  public static String oldClang() {
    return OLD_CLANG;
  }

  /** The compilers that objects are tried of, the oldest that matters first. */
  public static List<String> clangs() {
    return List.of(OLD_CLANG, CLANG);
  }

  private static Optional<Path> find(String program) {
    String path = System.getenv("PATH") + ":/usr/sbin:/sbin";
    return Stream.of(path.split(":"))
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A tool's path, or a failure that says what to install. */
  public static String tool(String program) {
    return find(program)
        .map(Path::toString)
        .orElseThrow(() -> new AssertionError("no " + program + " on the PATH: install it"));
  }

  /** An LLVM tool of the newest compiler's version. */
  public static String llvm(String program) {
    String suffix = clang().substring("clang".length());
    return tool(program + suffix);
  }

  /** Compiles a source for little endian with debug information. */
  public static Path compile(String source) {
    return compile(clang(), source, "bpfel", "-g");
  }

  /** Compiles a source of {@link #SOURCES}. */
  public static Path compile(String clang, String source, String target, String... flags) {
    return compile(clang, SOURCES.resolve(source), target, flags);
  }

  /** Compiles any source. */
  public static Path compile(String clang, Path source, String target, String... flags) {
    List<String> command = new ArrayList<>(List.of(tool(clang), "-target", target, "-O2"));
    command.addAll(List.of(flags));
    command.addAll(List.of("-I", SOURCES.toString()));
    command.addAll(systemIncludes());
    command.addAll(List.of("-c", source.toString(), "-o"));
    return COMPILED.computeIfAbsent(command, key -> compile(source, key));
  }

  private static Path compile(Path source, List<String> command) {
    try {
      Files.createDirectories(OUTPUT);
      String name = source.getFileName().toString().replaceAll("\\.[cs]$", "");
      Path object = OUTPUT.resolve(digest(source, command)).resolve(name + ".o");
      if (!Files.exists(object)) {
        Files.createDirectories(object.getParent());
        Path unfinished = object.resolveSibling(name + "." + ProcessHandle.current().pid());
        List<String> whole = new ArrayList<>(command);
        whole.add(unfinished.toString());
        run(whole);
        Files.move(unfinished, object);
      }
      return object;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(Path source, List<String> command) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(String.join(" ", command).getBytes(StandardCharsets.UTF_8));
      digest.update(Files.readAllBytes(source));
      digest.update(Files.readAllBytes(SOURCES.resolve("types.h")));
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** The distribution's headers, the architecture's own among them. */
  public static List<String> systemIncludes() {
    List<String> flags = new ArrayList<>(List.of("-idirafter", "/usr/include"));
    try (Stream<Path> directories = Files.list(Path.of("/usr/include"))) {
      String machine = System.getProperty("os.arch").replace("amd64", "x86_64");
      directories
          .filter(directory -> Files.exists(directory.resolve("asm/types.h")))
          .filter(directory -> directory.getFileName().toString().startsWith(machine))
          .sorted()
          .forEach(directory -> flags.addAll(List.of("-idirafter", directory.toString())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return flags;
  }

  /** Links objects as the static linker of libbpf does. */
  public static Path link(String name, Path... objects) {
    Path linked = OUTPUT.resolve(name);
    List<String> command =
        new ArrayList<>(List.of(tool("bpftool"), "gen", "object", linked.toString()));
    Stream.of(objects).map(Path::toString).forEach(command::add);
    run(command);
    return linked;
  }

  /** A file of the test's output directory. */
  public static Path write(String name, String text) {
    try {
      Files.createDirectories(OUTPUT);
      return Files.writeString(OUTPUT.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a program and gives what it printed. */
  public static String run(List<String> command) {
    try {
      Files.createDirectories(OUTPUT);
      Path errors = Files.createTempFile(OUTPUT, "stderr", ".txt");
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      process.getOutputStream().close();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      String complaint = Files.readString(errors);
      Files.delete(errors);
      if (status != 0) {
        throw new AssertionError(
            String.format(Locale.ROOT, "%s gave %d:%n%s", command, status, complaint));
      }
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** A file's bytes. */
  public static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
