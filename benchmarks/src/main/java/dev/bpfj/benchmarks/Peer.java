package dev.bpfj.benchmarks;

import jnr.ffi.LibraryLoader;

/** {@code peer.c}, functions of C that do what the benchmarks do. */
public interface Peer {
  /** The system property that names the library. */
  String PROPERTY = "peer";

  /**
   * Loads the library.
   *
   * @return its functions
   */
  static Peer load() {
    return LibraryLoader.create(Peer.class)
        .failImmediately()
        .load(System.getProperty(PROPERTY, "peer is not set"));
  }

  long peer_ring_open(int mapFd);

  int peer_ring_add(long ring, int mapFd);

  int peer_ring_consume(long ring);

  void peer_ring_close(long ring);

  long peer_perf_open(int mapFd, long pages);

  long peer_perf_consume(long perf);

  void peer_perf_close(long perf);

  long peer_lookup(int mapFd, long count, long keys);

  long peer_update(int mapFd, long count, long keys);

  long peer_lookup_batch(int mapFd, int atOnce);

  long peer_read_global(long variable, long count);

  void peer_write_global(long variable, long count);

  void peer_add_global(long variable, long count);

  int peer_life();
}
