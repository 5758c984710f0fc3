package dev.bpfj.selftests.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a main method in a JVM of its own, with the same libbpf. */
public final class ChildJvm {
  private static final Duration LIMIT = Duration.ofSeconds(600);

  private ChildJvm() {}

  /** Gives what it wrote to its standard output; a JVM that ends badly is a failure. */
  public static String run(Class<?> main, String... jvmArguments)
      throws IOException, InterruptedException {
    return run(LIMIT, main, jvmArguments);
  }

  /** The same with a class path of its own. */
  public static String run(String classPath, Class<?> main, String... jvmArguments)
      throws IOException, InterruptedException {
    return output(start(classPath, main, jvmArguments), LIMIT, main);
  }

  /** Starts one, which the caller ends. */
  public static Process start(Class<?> main, String... jvmArguments) throws IOException {
    return start(System.getProperty("java.class.path"), main, jvmArguments);
  }

  private static Process start(String classPath, Class<?> main, String... jvmArguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Ddev.bpfj.libbpf=" + System.getProperty("dev.bpfj.libbpf", ""));
    command.addAll(List.of(jvmArguments));
    command.addAll(List.of("-cp", classPath, main.getName()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** The same as {@link #run(Class, String...)} of a JVM that takes longer. */
  public static String run(Duration limit, Class<?> main, String... jvmArguments)
      throws IOException, InterruptedException {
    return output(start(main, jvmArguments), limit, main);
  }

  private static String output(Process process, Duration limit, Class<?> main)
      throws IOException, InterruptedException {
    Thread guard = new Thread(() -> endInTime(process, limit), "guard of a child");
    guard.setDaemon(true);
    guard.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(main + " ended with " + process.exitValue() + ": " + out);
    }
    return out;
  }

  private static void endInTime(Process process, Duration limit) {
    try {
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
  }
}
