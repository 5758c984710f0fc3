package dev.bpfj.kernelvm.io;

import dev.bpfj.kernelvm.KernelTestException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs another program to completion and captures its output. Its messages are in English whatever
 * the user's locale, since they are parsed.
 */
public final class Command {
  private final List<String> words;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private Path directory = Path.of("").toAbsolutePath();

  private Command(List<String> words) {
    this.words = words;
  }

  /**
   * A program and its arguments.
   *
   * @param program the executable
   * @param arguments what follows
   * @return the command, not yet run
   */
  public static Command of(Path program, String... arguments) {
    return of(program, List.of(arguments));
  }

  /**
   * A program and its arguments.
   *
   * @param program the executable
   * @param arguments what follows
   * @return the command, not yet run
   */
  public static Command of(Path program, List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(program.toString());
    words.addAll(arguments);
    return new Command(words);
  }

  /**
   * Sets a variable for the program.
   *
   * @param name of the variable
   * @param value its value
   * @return this command
   */
  public Command with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /**
   * Runs the program elsewhere.
   *
   * @param where its working directory
   * @return this command
   */
  public Command in(Path where) {
    directory = where;
    return this;
  }

  /**
   * The result of a program.
   *
   * @param status its exit status
   * @param out what it wrote to its standard output
   * @param err what it wrote to its standard error
   */
  public record Output(int status, String out, String err) {
    /**
     * Whether the program succeeded.
     *
     * @return true for exit status 0
     */
    public boolean ok() {
      return status == 0;
    }
  }

  /**
   * Runs the program and waits for its end.
   *
   * @return its result, whatever its exit status
   * @throws KernelTestException if it cannot be started
   */
  public Output run() {
    Path out = null;
    Path err = null;
    try {
      out = Files.createTempFile("command", ".out");
      err = Files.createTempFile("command", ".err");
      int status = run(ProcessBuilder.Redirect.to(out.toFile()), err);
      return new Output(status, text(out), text(err));
    } catch (IOException e) {
      throw new KernelTestException(words.get(0) + ": cannot be run: " + e.getMessage(), e);
    } finally {
      delete(out);
      delete(err);
    }
  }

  /**
   * Runs the program, its output becoming a file.
   *
   * @param file receives its standard output
   * @throws KernelTestException if it cannot be started or does not end with status 0
   */
  public void runInto(Path file) {
    Path err = null;
    try {
      err = Files.createTempFile("command", ".err");
      int status = run(ProcessBuilder.Redirect.to(file.toFile()), err);
      check(new Output(status, "", text(err)));
    } catch (IOException e) {
      throw new KernelTestException(words.get(0) + ": cannot be run: " + e.getMessage(), e);
    } finally {
      delete(err);
    }
  }

  /**
   * Runs the program, which must succeed.
   *
   * @return what it wrote to its standard output
   * @throws KernelTestException if it does not end with status 0, with what it wrote
   */
  public String runOrFail() {
    Output output = run();
    check(output);
    return output.out();
  }

  private void check(Output output) {
    if (!output.ok()) {
      String said = output.err().isBlank() ? output.out() : output.err();
      throw new KernelTestException(
          String.join(" ", words) + ": exit status=" + output.status() + ": " + said.strip());
    }
  }

  private int run(ProcessBuilder.Redirect out, Path err) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().putAll(environment);
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.redirectOutput(out).redirectError(err.toFile());
    Process process = builder.start();
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new KernelTestException(words.get(0) + ": interrupted", e);
    }
  }

  private static String text(Path file) throws IOException {
    // Not readString: a program may write what is no UTF-8.
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static void delete(@Nullable Path file) {
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // A stray file in the temporary directory is not worth a failure.
      }
    }
  }
}
