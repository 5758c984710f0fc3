package dev.bpfj.benchmarks;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs JMH for what needs no turns. */
final class Jmh {
  private static final String ALLOCATION = "gc.alloc.rate.norm";

  private Jmh() {}

  /** How many bytes an operation allocates. */
  static double allocated(String name, Path peer) throws RunnerException {
    String[] parts = name.split(" ", -1);
    UnaryOperator<ChainedOptionsBuilder> options =
        builder -> {
          ChainedOptionsBuilder all =
              builder
                  .forks(1)
                  .warmupIterations(4)
                  .warmupTime(TimeValue.milliseconds(700))
                  .measurementIterations(5)
                  .measurementTime(TimeValue.milliseconds(100))
                  .addProfiler(GCProfiler.class)
                  .jvmArgsAppend(Jvm.arguments("-D" + Peer.PROPERTY + "=" + peer));
          for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            all.param(parts[i].substring(0, equals), parts[i].substring(equals + 1));
          }
          return all;
        };
    RunResult result = run("\\." + Pattern.quote(parts[0]) + "$", options).iterator().next();
    return Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATION), ALLOCATION)
        .getScore();
  }

  /** Runs each benchmark once in this JVM. */
  static Collection<RunResult> once(Path peer) throws RunnerException {
    System.setProperty(Peer.PROPERTY, peer.toString());
    return run(
        "dev\\.bpfj\\.benchmarks\\.",
        options ->
            options
                .param("atOnce", "1") // one size of what grows will do
                .param("rings", "4")
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(1)));
  }

  private static Collection<RunResult> run(
      String include, UnaryOperator<ChainedOptionsBuilder> change) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder().include(include).mode(Mode.AverageTime).shouldFailOnError(true);
    return new Runner(change.apply(options).build()).run();
  }
}
