package dev.bpfj.benchmarks;

import dev.bpfj.benchmarks.turns.Spread;
import dev.bpfj.benchmarks.turns.Turns;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What processes took in turns.
 *
 * @param turns by the clock, of the rounds that nothing disturbed
 * @param processors for each process of all processors together, in all rounds: what waits for a
 *     processor takes nothing of it
 */
record Timings(Turns turns, List<List<Double>> processors) {

  /** A figure of the processes' times by the clock. */
  Spread clock(ToDoubleFunction<double[]> figure) {
    return turns.spread(figure);
  }

  /** A figure of the processes' processor times. */
  Spread processors(ToDoubleFunction<double[]> figure) {
    List<Double> figures = new ArrayList<>();
    for (int i = 0; i < processors.get(0).size(); i++) {
      int round = i;
      figures.add(
          figure.applyAsDouble(
              processors.stream().mapToDouble(times -> times.get(round)).toArray()));
    }
    return new Spread(figures, 0);
  }
}
