package com.example.gctrace;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.gctrace.GcEvent.Kind;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Needs a kernel and root: bpf:kernel-test runs it in virtual machines, Surefire does not. */
@Tag("vm")
class GcTracerTest {
  private final List<GcEvent> events = new ArrayList<>();

  @Test
  void seesCollectionsOfAnotherJvm() throws Exception {
    Process jvm = start("UseSerialGC");
    try (BufferedReader output = jvm.inputReader();
        GcTracer tracer = trace(jvm, output)) {
      jvm.outputWriter().append('\n').flush();
      assertThat(output.readLine()).isEqualTo("collected");
      // The pause of a collection ends last.
      while (ofKind(Kind.PAUSE).noneMatch(pause -> pause.name().equals("GenCollectFull"))) {
        tracer.poll(Duration.ofSeconds(1));
      }
      assertThat(tracer.lost()).isZero();
    } finally {
      jvm.destroyForcibly();
    }
    assertThat(ofKind(Kind.REQUEST))
        .singleElement()
        .matches(request -> request.name().equals("java"));
    assertThat(ofKind(Kind.COLLECTION))
        .extracting(GcEvent::name)
        .contains("Copy", "MarkSweepCompact");
    assertThat(ofKind(Kind.COLLECTION))
        .allSatisfy(
            collection -> {
              assertThat(collection.length()).isPositive();
              assertThat(collection.usedAfter()).isPositive();
              assertThat(collection.usedBefore()).isGreaterThan(collection.usedAfter());
            });
    // A collection is a part of its pause.
    assertThat(total(Kind.PAUSE)).isGreaterThan(total(Kind.COLLECTION));
  }

  @ParameterizedTest
  @CsvSource({
    "UseParallelGC, PS MarkSweep",
    "UseG1GC, G1 Old Generation",
    "UseZGC, 'ZGC Cycles|ZGC Major Cycles'",
    "UseShenandoahGC, Shenandoah Cycles"
  })
  @Tag("slow")
  void seesOtherCollectors(String collector, String manager) throws Exception {
    Process jvm = start(collector);
    try (BufferedReader output = jvm.inputReader();
        GcTracer tracer = trace(jvm, output)) {
      jvm.outputWriter().append('\n').flush();
      assertThat(output.readLine()).isEqualTo("collected");
      while (ofKind(Kind.PAUSE).findAny().isEmpty()
          || ofKind(Kind.COLLECTION).noneMatch(found -> found.name().matches(manager))) {
        tracer.poll(Duration.ofSeconds(1));
      }
    } finally {
      jvm.destroyForcibly();
    }
    assertThat(events).allMatch(event -> event.length().isZero() == (event.kind() == Kind.REQUEST));
  }

  private Stream<GcEvent> ofKind(Kind kind) {
    return events.stream().filter(event -> event.kind() == kind);
  }

  private Duration total(Kind kind) {
    return ofKind(kind).map(GcEvent::length).reduce(Duration.ZERO, Duration::plus);
  }

  private GcTracer trace(Process jvm, BufferedReader output) throws Exception {
    assertThat(output.readLine()).isEqualTo("ready");
    return new GcTracer(jvm.pid(), events::add);
  }

  private static Process start(String collector) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-XX:+" + collector,
            "-Xmx100m",
            "-cp",
            System.getProperty("java.class.path"),
            Garbage.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
