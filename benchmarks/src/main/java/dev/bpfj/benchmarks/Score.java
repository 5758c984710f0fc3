package dev.bpfj.benchmarks;

/**
 * What came of a benchmark in a round.
 *
 * @param nanos the best of the round's iterations, per operation
 * @param bytes allocated per operation; NaN if that was not measured
 */
record Score(double nanos, double bytes) {}
