package dev.bpfj.benchmarks.turns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
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
 * Runs in a JVM that JMH forks: blocks each measured iteration until its turn, and reports its
 * score. JMH calls profilers around iterations, so the benchmarks themselves need no change.
 */
public final class TurnsProfiler implements InternalProfiler {
  /** The system property with the port of the process that gives the turns. */
  public static final String PORT = "turns.port";

  /** The system property with the name of this JVM's build. */
  public static final String BUILD = "turns.build";

  private @Nullable Socket socket; // of the JVM that measures; JMH makes profilers in others too

  /** For JMH. */
  public TurnsProfiler() {}

  @Override
  public String getDescription() {
    return "takes turns with another build";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    if (iteration.getType() != IterationType.MEASUREMENT) {
      return;
    }
    try {
      if (socket == null) {
        socket = new Socket(InetAddress.getLoopbackAddress(), Integer.getInteger(PORT));
        new DataOutputStream(socket.getOutputStream()).writeUTF(System.getProperty(BUILD));
      }
      new DataOutputStream(socket.getOutputStream()).writeUTF(name(benchmark));
      new DataInputStream(socket.getInputStream()).readByte();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    if (socket != null) {
      try {
        new DataOutputStream(socket.getOutputStream())
            .writeDouble(result.getPrimaryResult().getScore());
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
