package dev.bpfj.benchmarks.race;

/**
 * What came of a turn.
 *
 * @param records that were read
 * @param nanos for how long
 * @param submitted records that found room
 * @param lost records that found none
 * @param programNanos what the program took for all of them
 */
record Turn(long records, long nanos, long submitted, long lost, long programNanos) {
  /** Millions of records that were read in a second. */
  double rate() {
    return records * 1e3 / nanos;
  }

  /** The part of all records that found no room. */
  double lostShare() {
    return (double) lost / (submitted + lost);
  }

  /** What a record costs the program, in nanoseconds. */
  double cost() {
    return (double) programNanos / (submitted + lost);
  }
}
