package dev.bpfj.benchmarks.turns;

import java.io.IOException;

/** What is measured in turns with others. */
public interface Contestant extends AutoCloseable {
  /**
   * Runs for one turn.
   *
   * @return the time of an operation, in nanoseconds; NaN if other processes had the processors for
   *     all of the turn
   * @throws IOException if it cannot run
   */
  double turn() throws IOException;

  @Override
  default void close() throws IOException {}
}
