package dev.bpfj.benchmarks.turns;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The times that several contestants took in turns.
 *
 * @param rounds one array a round, which holds each contestant's time, in nanoseconds
 * @param dropped how many rounds the machine disturbed, which are not among them
 */
public record Turns(List<double[]> rounds, int dropped) {
  public Turns {
    rounds = List.copyOf(rounds);
  }

  /**
   * Lets each contestant have one turn a round. Who begins changes from round to round.
   *
   * @param contestants the contestants
   * @param rounds how many rounds
   * @param machine tells which rounds were disturbed
   * @return the times
   * @throws IOException if a contestant fails
   */
  public static Turns take(List<? extends Contestant> contestants, int rounds, Machine machine)
      throws IOException {
    List<double[]> kept = new ArrayList<>();
    machine.wasStolen(); // from here on
    for (int round = 0; round < rounds; round++) {
      double[] times = new double[contestants.size()];
      boolean undisturbed = machine.isAtSpeed();
      for (int i = 0; i < times.length; i++) {
        int next = (i + round) % times.length;
        times[next] = contestants.get(next).turn();
        undisturbed &= !Double.isNaN(times[next]);
      }
      boolean stolen = machine.wasStolen(); // asked for each round
      if (undisturbed && machine.isAtSpeed() && !stolen) {
        kept.add(times);
      }
    }
    return new Turns(kept, rounds - kept.size());
  }

  /**
   * What the rounds' times come to.
   *
   * @param figure makes one figure of a round's times
   * @return the figures
   */
  public Spread spread(ToDoubleFunction<double[]> figure) {
    return new Spread(rounds.stream().map(figure::applyAsDouble).toList(), dropped);
  }
}
