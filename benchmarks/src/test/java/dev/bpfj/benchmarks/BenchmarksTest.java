package dev.bpfj.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.openjdk.jmh.runner.options.TimeValue;
import org.testng.annotations.Test;

/** Benchmarks that do not run measure nothing: each is run once, and does what it says. */
@Test
public final class BenchmarksTest {

  public void everyTargetHasItsBenchmarks() throws Exception {
    Path module = Path.of("");
    Results results = new Results();
    once(module).forEach(results::add);
    FirstAttach.time(module).forEach(results::add);
    for (Target target : Target.ALL) {
      double figure = target.measured(results);
      assertThat(figure).as(target.what()).isFinite();
      if (target.kind() == Target.Kind.RATIO) {
        assertThat(figure).as(target.what()).isPositive();
      }
    }
  }

  private static Map<String, Score> once(Path module) throws Exception {
    Path peer = PeerBuild.compile(module);
    System.setProperty(Peer.PROPERTY, peer.toString()); // in this JVM, where nothing is forked
    return Suite.run(
        peer,
        "",
        options ->
            options
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(1)));
  }
}
