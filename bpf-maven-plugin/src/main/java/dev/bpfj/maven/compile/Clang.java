package dev.bpfj.maven.compile;

import dev.bpfj.maven.build.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A compiler on this machine. */
final class Clang {
  private final Path program;
  private final Path directory;
  private @Nullable Boolean hasBpf;

  /**
   * A compiler.
   *
   * @param program its file
   * @param directory where it runs
   */
  Clang(Path program, Path directory) {
    this.program = program;
    this.directory = directory;
  }

  /**
   * What came of a run.
   *
   * @param exit its exit code
   * @param output what it said on both streams
   */
  record Run(int exit, String output) {}

  /**
   * Tells this compiler from another one, or another version of it in the same place, without
   * running it: an up-to-date build then starts no process at all.
   */
  String identity() throws IOException {
    Path real = program.toRealPath();
    return real + " " + Files.size(real) + " " + Files.getLastModifiedTime(real).toMillis();
  }

  /**
   * Checks that it can compile for BPF; asks it once.
   *
   * @throws InputException if it cannot, with what to install
   */
  synchronized void requireBpf() throws IOException, InterruptedException {
    if (hasBpf == null) {
      Run run = run(List.of("-print-targets"));
      hasBpf =
          run.exit() == 0 && run.output().lines().anyMatch(line -> line.strip().startsWith("bpf "));
    }
    if (!hasBpf) {
      throw new InputException(
          program + ": this clang cannot compile for BPF: target=bpf; " + ClangFinder.INSTALL);
    }
  }

  /** Runs it to its end. */
  Run run(List<String> arguments) throws IOException, InterruptedException {
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
