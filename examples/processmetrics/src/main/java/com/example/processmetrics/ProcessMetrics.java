package com.example.processmetrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.HashMap;
import java.util.Map;
import jnr.constants.platform.Errno;

/** What the kernel counts, as metrics of Prometheus: read when they are asked for. */
public final class ProcessMetrics implements MultiCollector, AutoCloseable {
  private static final double SECONDS_PER_NANO = 1e-9;
  private static final double SECONDS_PER_MILLI = 1e-3;

  private final ProcessmetricsSkel skel;

  /** Loads and attaches the BPF programs, which count from now on. */
  public ProcessMetrics() {
    skel = ProcessmetricsSkel.openAndLoad();
    try {
      skel.attach();
    } catch (RuntimeException e) {
      skel.close();
      throw e;
    }
  }

  @Override
  public MetricSnapshots collect() {
    return MetricSnapshots.of(executions(), lifetimes(), failures(), uncounted());
  }

  private CounterSnapshot executions() {
    return counter("process_executions", "Programs that were started.", skel.bss().executions());
  }

  private CounterSnapshot uncounted() {
    return counter(
        "syscall_failures_uncounted",
        "Failed system calls of more combinations of command and error than can be counted.",
        skel.bss().uncounted());
  }

  private static CounterSnapshot counter(String name, String help, long value) {
    return CounterSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(CounterDataPointSnapshot.builder().value(value).build())
        .build();
  }

  private HistogramSnapshot lifetimes() {
    return HistogramSnapshot.builder()
        .name("process_lifetime_seconds")
        .help("Time from the start of a process to the end of its main thread.")
        .dataPoint(
            HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(buckets(skel.bss().lifetimesArray()))
                .sum(skel.bss().lifetimesNs() * SECONDS_PER_NANO)
                .build())
        .build();
  }

  /** Makes buckets of slots that each hold what is at most twice as long as in the one before. */
  static ClassicHistogramBuckets buckets(long[] slots) {
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    int last = slots.length - 1;
    for (int i = 0; i < last; i++) {
      buckets.bucket(SECONDS_PER_MILLI * (1L << i), slots[i]);
    }
    return buckets.bucket(Double.POSITIVE_INFINITY, slots[last]).build();
  }

  private CounterSnapshot failures() {
    // Names that differ only in bytes that are no text have the same label.
    Map<Labels, Long> sums = new HashMap<>();
    skel.maps()
        .failures()
        .forEach((failure, counts) -> sums.merge(labels(failure), counts.sum(), Long::sum));
    CounterSnapshot.Builder failures =
        CounterSnapshot.builder().name("syscall_failures").help("System calls that failed.");
    sums.forEach(
        (labels, sum) ->
            failures.dataPoint(
                CounterDataPointSnapshot.builder().labels(labels).value(sum).build()));
    return failures.build();
  }

  private static Labels labels(ProcessmetricsSkel.Failure failure) {
    return Labels.of(
        "command", failure.command().toString(), "error", Errno.valueOf(failure.error()).name());
  }

  /** Detaches the programs; nothing is left in the kernel. */
  @Override
  public void close() {
    skel.close();
  }
}
