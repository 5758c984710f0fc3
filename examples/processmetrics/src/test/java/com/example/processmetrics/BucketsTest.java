package com.example.processmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import org.junit.jupiter.api.Test;

/** Needs no kernel: Surefire runs it. */
class BucketsTest {
  @Test
  void doubleFromOneMillisecondOn() {
    ClassicHistogramBuckets buckets = ProcessMetrics.buckets(new long[] {5, 0, 7, 1});
    assertThat(buckets.stream().map(bucket -> bucket.getUpperBound()))
        .containsExactly(0.001, 0.002, 0.004, Double.POSITIVE_INFINITY);
    assertThat(buckets.stream().map(bucket -> bucket.getCount())).containsExactly(5L, 0L, 7L, 1L);
  }
}
