package dev.bpfj.maven.compile;

import dev.bpfj.maven.build.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A compiler on this machine. */
final class Clang {
  /**
   * The oldest version that is chosen automatically: the oldest that the project's tests compile
   * with.
   */
  static final int OLDEST = 14;

  private static final Pattern VERSION = Pattern.compile("clang version (\\d{1,4})\\.");
  private static final Pattern NEEDED_LIBRARY =
      Pattern.compile("version `([A-Z]+_[0-9.]+)' not found|shared libraries: (\\S+): cannot open");

  private final Path program;
  private final Path directory;
  private final List<String> options;

  /**
   * A compiler.
   *
   * @param program its file
   * @param directory where it runs
   * @param options the options for every compilation
   */
  Clang(Path program, Path directory, List<String> options) {
    this.program = program;
    this.directory = directory;
    this.options = options;
  }

  /**
   * The result of a run.
   *
   * @param exit its exit code
   * @param output its standard output and standard error
   */
  record Run(int exit, String output) {}

  /**
   * Identifies a compiler and its version without running it, so that an up-to-date build starts no
   * process at all.
   */
  static String identity(Path program) throws IOException {
    Path real = program.toRealPath();
    return real + " " + Files.size(real) + " " + Files.getLastModifiedTime(real).toMillis();
  }

  /** Whether it can compile for BPF. */
  boolean hasBpf() throws IOException, InterruptedException {
    Run run = run(List.of("-print-targets"));
    return run.exit() == 0
        && run.output().lines().anyMatch(line -> line.strip().startsWith("bpf "));
  }

  /** Its major version, 0 if unknown. */
  int version() throws IOException, InterruptedException {
    Run run = run(List.of("--version"));
    Matcher matcher = VERSION.matcher(run.output());
    return run.exit() == 0 && matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  /**
   * Checks that it starts at all; a binary from elsewhere may lack libraries on this machine.
   *
   * @throws InputException if it does not start, with what is missing
   */
  void requireStart() throws InterruptedException {
    String reason;
    try {
      Run run = run(List.of("--version"));
      if (run.exit() == 0) {
        return;
      }
      Matcher matcher = NEEDED_LIBRARY.matcher(run.output());
      List<String> lacks = new ArrayList<>();
      while (matcher.find()) {
        String found = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        if (!lacks.contains(found)) {
          lacks.add(found);
        }
      }
      reason = lacks.isEmpty() ? run.output().strip() : "this machine lacks " + lacks;
    } catch (IOException e) {
      // So says a kernel whose machine has no dynamic linker of that name, such as one with musl.
      reason = String.valueOf(e.getMessage());
    }
    throw new InputException(
        program
            + ": does not start: "
            + reason
            + "; it needs glibc 2.34, the libstdc++ of GCC 12 and zlib"
            + ClangFinder.OTHERWISE);
  }

  /** Compiles. */
  Run compile(List<String> arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(options);
    all.addAll(arguments);
    return run(all);
  }

  private Run run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Run(process.waitFor(), output);
    } finally {
      process.destroy();
    }
  }

  @Override
  public String toString() {
    return program.toString();
  }
}
