package dev.bpfj.benchmarks.race;

/** How the reader waits, and how the program wakes it. */
enum Policy {
  /** Each submit wakes a reader that has caught up; the reader polls. */
  POLL("poll, adaptive wake-ups", 0, 0),
  /** One submit in 500 wakes the reader; it polls. */
  SAMPLED("poll, one wake-up in 500", 0, 500),
  /** Nobody wakes the reader; it asks all the time. */
  SPIN("spin, no wake-ups", 1, 0),
  /** Nobody wakes the reader; it asks every millisecond. */
  DRAIN("drain each ms, no wake-ups", 1, 0);

  /** The name in the table. */
  final String words;

  /** The program's {@code submit_flags}. */
  final long submitFlags;

  /** The program's {@code wake_every}. */
  final long wakeEvery;

  Policy(String words, long submitFlags, long wakeEvery) {
    this.words = words;
    this.submitFlags = submitFlags;
    this.wakeEvery = wakeEvery;
  }
}
