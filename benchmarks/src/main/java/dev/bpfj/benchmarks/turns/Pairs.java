package dev.bpfj.benchmarks.turns;

import java.util.List;
import java.util.Locale;

/**
 * The ratios of pairs of turns.
 *
 * @param ratios the second build's time by the first one's, in ascending order
 * @param dropped pairs that the machine disturbed, which are not among them
 */
public record Pairs(List<Double> ratios, int dropped) {
  private static final double LOW = 0.1;
  private static final double HIGH = 0.9;

  /** Of fewer, the percentiles are the extremes, and two equal builds often differ by those. */
  private static final int FEWEST = 10;

  public Pairs {
    ratios = ratios.stream().sorted().toList();
  }

  private double quantile(double part) {
    return ratios.get((int) Math.round(part * (ratios.size() - 1)));
  }

  /** Median, 10th and 90th percentile, and what they say. */
  @Override
  public String toString() {
    if (ratios.isEmpty()) {
      return "no pair was undisturbed: dropped=" + dropped;
    }
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f to %.2f), %d pairs, %d dropped: %s",
        quantile(0.5),
        quantile(LOW),
        quantile(HIGH),
        ratios.size(),
        dropped,
        verdict());
  }

  private String verdict() {
    if (ratios.size() < FEWEST) {
      return "too few pairs to tell";
    }
    if (quantile(LOW) > 1) {
      return "slower";
    }
    return quantile(HIGH) < 1 ? "faster" : "no difference to be told";
  }
}
