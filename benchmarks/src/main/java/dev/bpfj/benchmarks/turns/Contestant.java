package dev.bpfj.benchmarks.turns;

import java.io.IOException;

/** What is measured in turns with others. */
public interface Contestant extends AutoCloseable {
  /**
   * Runs for one turn.
   *
   * @return the time of an operation, in nanoseconds; NaN if it had no processor to tell
   * @throws IOException if it cannot run
   */
  double turn() throws IOException;

  @Override
  default void close() throws IOException {}
}
