package dev.bpfj.benchmarks.turns;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * for its turn and reports its score, less the part of the time for which the benchmark's thread
 * waited for a processor. JMH calls profilers around iterations, so the benchmarks themselves need
 * no change. It loads no other class of this project, since {@code benchmarks/compare} puts it on
 * the class path of an older build.
 */
public final class TurnsProfiler implements InternalProfiler {
  private static final String WORKER = "dev.bpfj.benchm"; // JMH names it after the benchmark

  private @Nullable Socket socket;
  private @Nullable Path schedstat; // of the thread that runs the benchmark
  private long waited;
  private long start;

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
      waited = waited();
      start = System.nanoTime();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    if (socket != null) {
      long wall = System.nanoTime() - start;
      try {
        double share = 1 - (double) (waited() - waited) / wall;
        double score = result.getPrimaryResult().getScore();
        String answer = (share > 0 ? score * share : Double.NaN) + "\n";
        socket.getOutputStream().write(answer.getBytes(UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return List.of();
  }

  /** How long the benchmark's thread could have run but had no processor, in nanoseconds. */
  private long waited() throws IOException {
    if (schedstat == null) {
      schedstat = worker().resolve("schedstat");
    }
    return Long.parseLong(
        Files.readString(schedstat).split(" ", -1)[1]); // see Documentation/scheduler/sched-stats
  }

  private static Path worker() throws IOException {
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path thread : threads) {
        if (Files.readString(thread.resolve("comm")).startsWith(WORKER)) {
          return thread;
        }
      }
    }
    throw new IOException("no thread runs a benchmark: name=" + WORKER);
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
