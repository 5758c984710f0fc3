package dev.bpfj.maven.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs Maven once more in a script of the invoker's, with the repository and the settings that the
 * invoker uses.
 */
public final class MavenRun {
  private final Path home;
  private final Path target;

  /**
   * A Maven.
   *
   * @param home its directory
   * @param target the plugin's own {@code target}
   */
  public MavenRun(String home, String target) {
    this.home = Path.of(home);
    this.target = Path.of(target);
  }

  /** A build's outcome. */
  public record Result(int exit, BuildOutput output) {}

  /**
   * Builds, and expects it to work.
   *
   * @param directory the project
   * @param arguments goals and options
   */
  public BuildOutput succeeding(Path directory, String... arguments)
      throws IOException, InterruptedException {
    Result result = run(directory, arguments);
    if (result.exit() != 0) {
      throw new AssertionError(String.join("\n", result.output().lines()));
    }
    return result.output();
  }

  /** Builds. */
  public Result run(Path directory, String... arguments) throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(settings(target));
    options.add("-Dmaven.repo.local=" + target.resolve("local-repo"));
    options.addAll(List.of(arguments));
    return finish(builder(directory, options.toArray(String[]::new)).start());
  }

  /**
   * Builds several times at once.
   *
   * @param builds the builds
   */
  public static List<Result> atOnce(List<Callable<Result>> builds)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(builds.size());
    try {
      List<Result> results = new ArrayList<>();
      for (Future<Result> build : threads.invokeAll(builds)) {
        results.add(build.get());
      }
      return results;
    } finally {
      threads.shutdown();
    }
  }

  ProcessBuilder builder(Path directory, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/mvn").toString());
    command.addAll(List.of("-B", "-ntp"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    return builder.directory(directory.toFile()).redirectErrorStream(true);
  }

  /** The options that give a build the invoker's settings, and the user's own below them. */
  static List<String> settings(Path target) {
    List<String> options = new ArrayList<>();
    options.addAll(List.of("-s", target.resolve("it/interpolated-settings.xml").toString()));
    Path users = Path.of(System.getProperty("user.home"), ".m2", "settings.xml");
    if (Files.exists(users)) {
      options.addAll(List.of("-gs", users.toString()));
    }
    return options;
  }

  Path home() {
    return home;
  }

  Path target() {
    return target;
  }

  static Result finish(Process process) throws IOException, InterruptedException {
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), new BuildOutput(output.lines().toList()));
  }
}
