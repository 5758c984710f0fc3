package dev.bpfj.benchmarks.race;

/** A consumer of the race's buffer. */
interface Reader extends AutoCloseable {
  /**
   * Reads for some time.
   *
   * @param policy how to wait
   * @param nanos for how long
   * @return how many records there were
   */
  long read(Policy policy, long nanos);

  @Override
  void close();
}
