package dev.bpfj.benchmarks.turns;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.IterationType;

/**
 * Makes a JVM that runs one JMH benchmark a {@link RemoteContestant}: each measured iteration waits
 * for its turn and reports its score. JMH calls profilers around iterations, so the benchmarks
 * themselves need no change. It loads no other class of this project, since {@code
 * benchmarks/compare} puts it on the class path of an older build.
 */
public final class TurnsProfiler implements InternalProfiler {
  private @Nullable Socket socket;

  /** For JMH. */
  public TurnsProfiler() {}

  @Override
  public String getDescription() {
    return "takes turns with another process";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    if (iteration.getType() != IterationType.MEASUREMENT) {
      return;
    }
    try {
      if (socket == null) {
        int port = Integer.parseInt(System.getenv(RemoteContestant.PORT));
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
      }
      if (socket.getInputStream().read() < 0) {
        Runtime.getRuntime()
            .halt(0); // there are no more turns: what JMH prints at its end is not asked for
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    if (socket != null) {
      try {
        String answer = result.getPrimaryResult().getScore() + "\n";
        socket.getOutputStream().write(answer.getBytes(UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return List.of();
  }

  /**
   * A benchmark's name with its parameters.
   *
   * @param params the benchmark
   * @return such as {@code RingBenchmark.java form=view kinds=1}
   */
  public static String name(BenchmarkParams params) {
    StringBuilder name =
        new StringBuilder(params.getBenchmark().replaceFirst(".*\\.(\\w+\\.)", "$1"));
    for (String parameter : params.getParamsKeys()) {
      name.append(' ').append(parameter).append('=').append(params.getParam(parameter));
    }
    return name.toString();
  }
}
