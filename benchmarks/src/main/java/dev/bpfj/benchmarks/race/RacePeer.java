package dev.bpfj.benchmarks.race;

import jnr.ffi.LibraryLoader;

/** {@code race.c}. */
public interface RacePeer {
  /** Loads the library that the system property {@code peer} names. */
  static RacePeer load() {
    return LibraryLoader.create(RacePeer.class)
        .failImmediately()
        .load(System.getProperty("peer", "peer is not set"));
  }

  int race_start(int programFd, long batch, int threads);

  int race_stop();

  long race_ring_open(int mapFd);

  void race_ring_close(long ring);

  long race_perf_open(int mapFd, long pages);

  void race_perf_close(long perf);

  long race_ring_poll(long ring, long nanos, int timeoutMillis);

  long race_ring_spin(long ring, long nanos);

  long race_ring_drain(long ring, long nanos, long intervalNanos);

  long race_perf_poll(long perf, long nanos, int timeoutMillis);
}
