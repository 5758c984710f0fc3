package dev.bpfj.benchmarks.race;

import dev.bpfj.benchmarks.progs.RaceSkel;
import dev.bpfj.libbpf.ring.PerfBuffer;
import dev.bpfj.libbpf.ring.PerfBufferOptions;
import dev.bpfj.libbpf.ring.RingBuffer;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Reads as a Java program does. */
final class JavaReader {
  private static final Duration TIMEOUT = Duration.ofMillis(Race.POLL_MILLIS);
  private static final Duration INTERVAL = Duration.ofNanos(Race.INTERVAL_NANOS);

  private long sum;
  private long records;

  private JavaReader() {}

  static Reader ofRing(RaceSkel skel) {
    return new JavaReader().ring(skel);
  }

  static Reader ofPerf(RaceSkel skel) {
    return new JavaReader().perf(skel);
  }

  private void take(ByteBuffer buffer, int offset, int length) {
    sum += buffer.getLong(offset);
    records++;
  }

  private Reader ring(RaceSkel skel) {
    RingBuffer ring = RingBuffer.open(skel.maps().ring(), this::take);
    return new Reader() {
      @Override
      public long read(Policy policy, long nanos) {
        records = 0;
        long end = System.nanoTime() + nanos;
        switch (policy) {
          case POLL, SAMPLED -> {
            while (System.nanoTime() < end) {
              ring.poll(TIMEOUT);
            }
          }
          case SPIN -> {
            do {
              ring.consume();
            } while (System.nanoTime() < end);
          }
          case DRAIN -> ring.drain(INTERVAL, Duration.ofNanos(nanos));
        }
        return records;
      }

      @Override
      public void close() {
        ring.close();
      }
    };
  }

  private Reader perf(RaceSkel skel) {
    PerfBuffer perf =
        PerfBuffer.open(
            skel.maps().perf(), PerfBufferOptions.defaults().pages(Race.PERF_PAGES), this::take);
    return new Reader() {
      @Override
      public long read(Policy policy, long nanos) {
        records = 0;
        long end = System.nanoTime() + nanos;
        do {
          perf.poll(TIMEOUT);
        } while (System.nanoTime() < end);
        return records;
      }

      @Override
      public void close() {
        perf.close();
      }
    };
  }

  @Override
  public String toString() {
    return "sum=" + sum; // so that reading is not for nothing
  }
}
