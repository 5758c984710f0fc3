package dev.bpfj.benchmarks;

/**
 * The keys of the maps that are measured: all below {@link #COUNT}, in an order that no cache
 * likes.
 */
final class Keys {
  static final int COUNT = 10_000;

  private Keys() {}

  /** The key after one, as in peer.c. */
  static long next(long key) {
    return (key * 7919 + 17) % COUNT;
  }
}
