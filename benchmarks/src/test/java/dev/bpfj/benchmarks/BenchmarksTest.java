package dev.bpfj.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.benchmarks.turns.Contestant;
import dev.bpfj.benchmarks.turns.TurnsProfiler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/** Benchmarks that do not run measure nothing: each is run once, and does what it says. */
@Test
public final class BenchmarksTest {
  private static final int TURN_MILLIS = 10;
  private static final int MOST_TURNS = 1000;

  private Path peer = Path.of("");

  @BeforeClass
  public void build() throws Exception {
    peer = PeerBuild.compile(Path.of(""));
  }

  public void everyTargetHasItsBenchmarks() throws Exception {
    List<String> run = new ArrayList<>();
    for (RunResult result : Jmh.once(peer)) {
      run.add(TurnsProfiler.name(result.getParams()));
      assertThat(result.getPrimaryResult().getScore()).isPositive();
    }
    assertThat(run)
        .containsAll(
            Stream.concat(
                    Target.ALL.stream()
                        .flatMap(
                            target ->
                                Stream.concat(Stream.of(target.java()), target.peers().stream())),
                    Peers.contestants().stream())
                .filter(name -> !FirstAttach.isOne(name))
                .toList());
    assertThat(run.stream().map(name -> name.replaceAll(" .*", "")))
        .containsAll(Growth.benchmarks());
  }

  public void whatRunsHasItsMemoryTold() throws Exception {
    Contestants contestants =
        new Contestants(System.getProperty("java.class.path"), peer, TURN_MILLIS);
    List<Footprint.Kib> memory = Footprint.measure(contestants.java(), peer);
    Footprint.Kib nothing = memory.get(0);
    Footprint.Kib attached = memory.get(1);
    Footprint.Kib c = memory.get(2);
    assertThat(attached.heap()).isBetween(nothing.heap(), attached.resident());
    assertThat(attached.own()).isBetween(c.own(), attached.resident());
    assertThat(c.own()).isPositive();
    assertThat(c.heap()).isZero();
  }

  public void aBenchmarkOfJmhTakesTurns() throws Exception {
    turns("RingBenchmark.java form=bytes kinds=4");
  }

  public void processesTakeTurns() throws Exception {
    for (String name :
        List.of(FirstAttach.JAVA, FirstAttach.NOTHING, FirstAttach.JFFI, FirstAttach.C)) {
      turns(name);
    }
  }

  private void turns(String name) throws Exception {
    Contestants contestants =
        new Contestants(System.getProperty("java.class.path"), peer, TURN_MILLIS);
    try (Contestant contestant = contestants.start(name)) {
      double nanos = Double.NaN;
      for (int i = 0; i < MOST_TURNS && Double.isNaN(nanos); i++) {
        nanos = contestant.turn(); // NaN while others have the processors
      }
      assertThat(nanos).isPositive();
    }
  }
}
