package dev.bpfj.benchmarks;

import dev.bpfj.benchmarks.turns.TurnsProfiler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs all benchmarks on the JDK that runs this, several rounds: in each round Java and C take
 * turns, so that a round's ratio compares what ran within the same minute.
 */
public final class Suite {
  private static final String ALLOCATION = "gc.alloc.rate.norm";

  private Suite() {}

  /**
   * Runs them.
   *
   * @param args the module's folder, the file for the results, and the number of rounds
   * @throws Exception if anything does not work
   */
  public static void main(String[] args) throws Exception {
    Path module = Path.of(args[0]);
    Path peer = PeerBuild.compile(module);
    Results results = new Results();
    int rounds = Integer.parseInt(args[2]);
    for (int round = 0; round < rounds; round++) {
      run(peer, "", options -> {}).forEach(results::add);
      FirstAttach.time(module).forEach(results::add);
    }
    Files.createDirectories(Path.of(args[1]).toAbsolutePath().getParent());
    results.write(Path.of(args[1]));
  }

  /** Runs once what is asked for; the scores by name. */
  static Map<String, Score> run(Path peer, String include, Consumer<ChainedOptionsBuilder> change)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("dev\\.bpfj\\.benchmarks\\." + include)
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .forks(1)
            .warmupIterations(4)
            .warmupTime(TimeValue.milliseconds(700))
            // Many short ones: the best is what counts, and on a shared machine the neighbours'
            // pauses are short.
            .measurementIterations(50)
            .measurementTime(TimeValue.milliseconds(40))
            .shouldFailOnError(true)
            .addProfiler(GCProfiler.class)
            .jvmArgsAppend(Jvm.arguments("-D" + Peer.PROPERTY + "=" + peer));
    change.accept(options);
    Map<String, Score> scores = new TreeMap<>();
    for (RunResult result : new Runner(options.build()).run()) {
      scores.put(TurnsProfiler.name(result.getParams()), score(result));
    }
    return scores;
  }

  private static Score score(RunResult result) {
    Result<?> allocation = result.getSecondaryResults().get(ALLOCATION);
    return new Score(
        result.getPrimaryResult().getStatistics().getMin(),
        allocation == null ? Double.NaN : allocation.getScore());
  }
}
