package dev.bpfj.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.libbpf.ring.PerfBuffer;
import dev.bpfj.libbpf.ring.PerfBufferOptions;
import dev.bpfj.libbpf.ring.RingBuffer;
import dev.bpfj.progs.MapValuesSkel;
import dev.bpfj.progs.MapValuesSkel.Flow;
import dev.bpfj.progs.MapValuesSkel.Stats;
import dev.bpfj.progs.MinimalSkel;
import dev.bpfj.progs.RingEventsSkel;
import dev.bpfj.progs.RingPerfSkel;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** Meters show what the kernel has, and nothing of it fails when that is closed. */
public final class MetricsTest {
  private SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @BeforeMethod
  void newRegistry() {
    registry = new SimpleMeterRegistry();
  }

  private double count(String name, String... tags) {
    return registry.get(name).tags(tags).functionCounter().count();
  }

  private double value(String name, String... tags) {
    return registry.get(name).tags(tags).gauge().value();
  }

  @Test
  public void globalsAreReadAsTheyAre() {
    MinimalSkel skel = MinimalSkel.open();
    try (skel) {
      GlobalMetrics.of(skel, Tags.of("host", "here"))
          .counter("minimal.out", "answers", s -> s.bss().out())
          .gauge("minimal.in", "questions", s -> s.bss().in())
          .bindTo(registry);
      skel.load();
      skel.bss().in(41);
      skel.progs().answer().testRun(TestRunOptions.none());
      assertThat(count("minimal.out", "host", "here")).isEqualTo(42);
      assertThat(value("minimal.in", "host", "here")).isEqualTo(41);
    }
    assertThat(count("minimal.out")).isEqualTo(42);
    assertThat(value("minimal.in")).isNaN();
  }

  @Test
  public void unsignedNumbersAreNeverNegative() {
    assertThat(Reading.unsigned(-1)).isEqualTo(0x1p64);
    assertThat(Reading.unsigned(Long.MIN_VALUE)).isEqualTo(0x1p63);
    assertThat(Reading.unsigned(7)).isEqualTo(7);
  }

  private static Flow flow(int address, int port) {
    Flow flow = new Flow();
    flow.address(address);
    flow.port(port);
    return flow;
  }

  private static Stats stats(long packets) {
    Stats stats = new Stats();
    stats.packets(packets);
    return stats;
  }

  @Test
  public void entriesHaveMetersByTheTagsOfTheirKeys() {
    MapValuesSkel skel = MapValuesSkel.openAndLoad();
    try (skel) {
      var flows = skel.maps().flows();
      flows.update(flow(1, 80), stats(3));
      flows.update(flow(2, 80), stats(4));
      flows.update(flow(1, 443), stats(5));
      MapMetrics.of(flows, key -> Tags.of("port", Integer.toString(key.port())))
          .counter("flows.packets", "packets", Stats::packets)
          .gauge("flows.last", "the last one", Stats::last)
          .bindTo(registry);
      assertThat(value("bpf.map.entries", "map", "flows")).isEqualTo(3);
      assertThat(value("bpf.map.max.entries", "map", "flows")).isEqualTo(1024);
      assertThat(count("flows.packets", "port", "80")).isEqualTo(7);
      assertThat(count("flows.packets", "port", "443")).isEqualTo(5);

      flows.delete(flow(1, 443));
      flows.update(flow(1, 22), stats(1));
      flows.update(flow(2, 80), stats(40));
      assertThat(value("bpf.map.entries")).isEqualTo(3);
      assertThat(registry.find("flows.packets").tag("port", "443").meter()).isNull();
      assertThat(count("flows.packets", "port", "22")).isEqualTo(1);
      assertThat(count("flows.packets", "port", "80")).isEqualTo(43);

      // What an entry that has gone counted is not taken away from those that are left.
      flows.delete(flow(2, 80));
      assertThat(value("bpf.map.entries")).isEqualTo(2);
      assertThat(count("flows.packets", "port", "80")).isEqualTo(43);
      flows.update(flow(1, 80), stats(1));
      assertThat(value("bpf.map.entries")).isEqualTo(2);
      assertThat(count("flows.packets", "port", "80")).isEqualTo(3 + 40 + 1);
      flows.delete(flow(1, 80));
      assertThat(value("bpf.map.entries")).isEqualTo(1);
      flows.update(flow(1, 80), stats(2));
      assertThat(value("bpf.map.entries")).isEqualTo(2);
      assertThat(count("flows.packets", "port", "80")).isEqualTo(2);
    }
    assertThat(value("bpf.map.entries")).isNaN();
    assertThat(count("flows.packets", "port", "80")).isEqualTo(2);
  }

  @Test
  public void aSkeletonThatIsOpenedAnewTakesThePlaceOfTheOneBefore() {
    for (int answer : new int[] {1, 2}) {
      MapValuesSkel skel = MapValuesSkel.openAndLoad();
      try (skel;
          MinimalSkel minimal = MinimalSkel.openAndLoad();
          RingEventsSkel producer = RingEventsSkel.openAndLoad();
          RingBuffer ring =
              RingBuffer.open(producer.maps().others(), (buffer, offset, length) -> {});
          ProgramMetrics programs = ProgramMetrics.enable(skel);
          RingBufferMetrics rings = RingBufferMetrics.of(ring);
          MapMetrics<Flow, Stats> flows =
              MapMetrics.of(
                  skel.maps().flows(), key -> Tags.of("port", Integer.toString(key.port())));
          GlobalMetrics<MinimalSkel> globals = GlobalMetrics.of(minimal)) {
        skel.maps().flows().update(flow(1, 80), stats(answer));
        minimal.bss().in(answer);
        globals.gauge("minimal.in", "questions", s -> s.bss().in()).bindTo(registry);
        flows.counter("flows.packets", "packets", Stats::packets).bindTo(registry);
        programs.bindTo(registry);
        rings.bindTo(registry);
        assertThat(value("minimal.in")).isEqualTo(answer);
        assertThat(count("flows.packets", "port", "80")).isEqualTo(answer);
      }
      assertThat(registry.getMeters()).isEmpty();
    }
  }

  @Test
  public void ringsOfMapsOfTheSameNameAreNumbered() {
    RingEventsSkel one = RingEventsSkel.openAndLoad();
    try (one;
        RingEventsSkel other = RingEventsSkel.openAndLoad();
        RingBuffer ring = RingBuffer.open(one.maps().others(), (buffer, offset, length) -> {})) {
      ring.add(other.maps().others(), (buffer, offset, length) -> {});
      RingBufferMetrics.of(ring).bindTo(registry);
      other.bss().batch(10);
      other.progs().produceOthers().testRun(TestRunOptions.none());
      assertThat(value("bpf.ring.lag", "map", "others", "ring", "0")).isZero();
      assertThat(value("bpf.ring.lag", "map", "others", "ring", "1")).isEqualTo(10 * 32);
    }
  }

  @Test
  public void entriesThatAnotherBinderShowsStayItsOwn() {
    MapValuesSkel skel = MapValuesSkel.openAndLoad();
    try (skel;
        MapMetrics<Flow, Stats> first = packets(skel)) {
      skel.maps().flows().update(flow(1, 80), stats(3));
      first.bindTo(registry);
      try (MapValuesSkel other = MapValuesSkel.openAndLoad();
          MapMetrics<Flow, Stats> second = packets(other).tags(Tags.of("number", "2"))) {
        other.maps().flows().update(flow(1, 80), stats(5));
        second.bindTo(registry);
        assertThat(count("flows.packets", "port", "80", "number", "2")).isEqualTo(5);
      }
      assertThat(count("flows.packets", "port", "80")).isEqualTo(3);

      skel.maps().routes().update(new MapValuesSkel.Prefix(), 7L);
      try (var routes = MapMetrics.of(skel.maps().routes(), key -> Tags.of("port", "80"))) {
        routes.counter("flows.packets", "packets", value -> value).bindTo(registry);
      }
      assertThat(count("flows.packets", "port", "80")).isEqualTo(3);
    }
  }

  private static MapMetrics<Flow, Stats> packets(MapValuesSkel skel) {
    return MapMetrics.of(
            skel.maps().flows(), (Flow key) -> Tags.of("port", Integer.toString(key.port())))
        .counter("flows.packets", "packets", Stats::packets);
  }

  @Test
  public void aMeterThatIsThereIsNotTakenForAnother() {
    MinimalSkel one = MinimalSkel.open();
    try (one;
        MinimalSkel other = MinimalSkel.open()) {
      GlobalMetrics.of(one).counter("out", "answers", s -> s.bss().out()).bindTo(registry);
      GlobalMetrics<MinimalSkel> second =
          GlobalMetrics.of(other)
              .gauge("in", "questions", s -> s.bss().in())
              .counter("out", "answers", s -> s.bss().out());
      assertThatIllegalStateException()
          .isThrownBy(() -> second.bindTo(registry))
          .withMessageContaining("meter 'out' []: is in the registry already");
      assertThat(registry.getMeters()).hasSize(1);
      GlobalMetrics.of(other, Tags.of("number", "2"))
          .counter("out", "answers", s -> s.bss().out())
          .bindTo(registry);
      assertThat(registry.getMeters()).hasSize(2);
    }
  }

  @Test
  public void aRingsReaderIsSeenToBeBehind() {
    RingEventsSkel skel = RingEventsSkel.openAndLoad();
    try (skel;
        RingBuffer ring = RingBuffer.open(skel.maps().others(), (buffer, offset, length) -> {})) {
      RingBufferMetrics.of(ring).bindTo(registry);
      skel.bss().batch(10);
      skel.progs().produceOthers().testRun(TestRunOptions.none());
      assertThat(value("bpf.ring.lag", "map", "others")).isEqualTo(10 * 32);
      assertThat(value("bpf.ring.size", "map", "others")).isEqualTo(4096);
      assertThat(count("bpf.ring.consumed", "map", "others")).isZero();
      ring.consume();
      assertThat(value("bpf.ring.lag")).isZero();
      assertThat(count("bpf.ring.consumed")).isEqualTo(10 * 32);
    }
    assertThat(value("bpf.ring.lag")).isNaN();
    assertThat(count("bpf.ring.consumed")).isEqualTo(10 * 32);
  }

  @Test
  public void lostRecordsOfAPerfBufferAreCounted() {
    RingPerfSkel skel = RingPerfSkel.openAndLoad();
    try (skel;
        PerfBuffer perf =
            PerfBuffer.open(
                skel.maps().perfEvents(),
                PerfBufferOptions.defaults().pages(1).cpus(0),
                (buffer, offset, length) -> {})) {
      PerfBufferMetrics.of(perf, Tags.of("map", "perf_events")).bindTo(registry);
      write(skel, 128);
      perf.poll(Duration.ZERO);
      write(skel, 1);
      perf.poll(Duration.ZERO);
      assertThat(count("bpf.perf.lost", "map", "perf_events", "cpu", "0")).isEqualTo(128 - 102);
      assertThat(count("bpf.perf.malformed", "map", "perf_events")).isZero();
    }
    assertThat(count("bpf.perf.lost")).isEqualTo(128 - 102);
  }

  private static void write(RingPerfSkel skel, int count) {
    skel.bss().batch(count);
    skel.progs().writeEvents().testRun(TestRunOptions.none().flags(TestRunOptions.ON_CPU).cpu(0));
  }

  @Test
  public void runsOfProgramsAreCountedAndTimed() {
    MinimalSkel skel = MinimalSkel.open();
    try (skel;
        ProgramMetrics metrics = ProgramMetrics.enable(skel)) {
      metrics.bindTo(registry);
      skel.load();
      skel.attach(); // to each system call
      skel.detach();
      FunctionTimer timer = timer();
      assertThat(timer.count()).isPositive();
      assertThat(timer.totalTime(TimeUnit.NANOSECONDS))
          .isPositive()
          .isCloseTo(skel.progs().answer().statistics().runTime().toNanos(), within(0.5));
      assertThat(count("bpf.program.recursion.misses", "object", "minimal", "program", "answer"))
          .isZero();
    }
    assertThat(registry.getMeters()).isEmpty();
  }

  private FunctionTimer timer() {
    return registry
        .get("bpf.program.run")
        .tags("object", "minimal", "program", "answer")
        .functionTimer();
  }

  @Test
  public void aScrapeAfterTheEndDoesNotFail() {
    PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    MapValuesSkel skel = MapValuesSkel.openAndLoad();
    try (ProgramMetrics programs = ProgramMetrics.enable(skel)) {
      try (skel;
          RingEventsSkel rings = RingEventsSkel.openAndLoad();
          RingBuffer ring =
              RingBuffer.open(rings.maps().others(), (buffer, offset, length) -> {})) {
        skel.maps().flows().update(flow(1, 80), stats(3));
        MapMetrics.of(skel.maps().flows(), key -> Tags.of("port", Integer.toString(key.port())))
            .tags(Tags.of("host", "here"))
            .counter("flows.packets", "packets", Stats::packets)
            .bindTo(prometheus);
        GlobalMetrics.of(rings)
            .counter("rings.dropped", "records without room", s -> s.bss().dropped())
            .bindTo(prometheus);
        RingBufferMetrics.of(ring).bindTo(prometheus);
        programs.bindTo(prometheus);
        assertThat(prometheus.scrape())
            .contains("flows_packets_total{host=\"here\",port=\"80\"} 3.0");
      }
      assertThat(prometheus.scrape())
          .contains("flows_packets_total{host=\"here\",port=\"80\"} 3.0")
          .contains("bpf_ring_lag_bytes{map=\"others\"} NaN")
          .contains("bpf_program_run_seconds_count{object=\"map_values\",program=\"call\"} 0")
          .contains("rings_dropped_total 0.0");
    }
  }
}
