package dev.bpfj.benchmarks.turns;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

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
   * Lets each contestant have one turn a round. Who begins changes from round to round, and so does
   * who comes before whom: what one leaves to be done, such as pages to be written, is not always
   * the same one's loss.
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
        int next = Math.floorMod(round % 2 == 0 ? round + i : round - i, times.length);
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
   * These rounds and others.
   *
   * @param other what the same contestants took, started anew
   * @return all of them
   */
  public Turns and(Turns other) {
    return new Turns(
        Stream.concat(rounds.stream(), other.rounds.stream()).toList(), dropped + other.dropped);
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
