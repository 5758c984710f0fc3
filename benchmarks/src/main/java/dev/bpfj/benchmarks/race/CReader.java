package dev.bpfj.benchmarks.race;

import dev.bpfj.benchmarks.progs.RaceSkel;

/** Reads as a C program does. */
final class CReader {
  private CReader() {}

  static Reader ofRing(RaceSkel skel, RacePeer peer) {
    long ring = opened(peer.race_ring_open(skel.maps().ring().fd()));
    return new Reader() {
      @Override
      public long read(Policy policy, long nanos) {
        return switch (policy) {
          case POLL, SAMPLED -> peer.race_ring_poll(ring, nanos, Race.POLL_MILLIS);
          case SPIN -> peer.race_ring_spin(ring, nanos);
          case DRAIN -> peer.race_ring_drain(ring, nanos, Race.INTERVAL_NANOS);
        };
      }

      @Override
      public void close() {
        peer.race_ring_close(ring);
      }
    };
  }

  static Reader ofPerf(RaceSkel skel, RacePeer peer) {
    long perf = opened(peer.race_perf_open(skel.maps().perf().fd(), Race.PERF_PAGES));
    return new Reader() {
      @Override
      public long read(Policy policy, long nanos) {
        return peer.race_perf_poll(perf, nanos, Race.POLL_MILLIS);
      }

      @Override
      public void close() {
        peer.race_perf_close(perf);
      }
    };
  }

  private static long opened(long handle) {
    if (handle == 0) {
      throw new IllegalStateException("the C peer cannot open the buffer");
    }
    return handle;
  }
}
