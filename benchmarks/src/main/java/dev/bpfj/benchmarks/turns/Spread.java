package dev.bpfj.benchmarks.turns;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The figures of rounds of turns, such as ratios of two contestants' times.
 *
 * @param figures one a round, in ascending order
 * @param dropped rounds that the machine disturbed, whose figures are not among them
 */
public record Spread(List<Double> figures, int dropped) {
  private static final double LOW = 0.1;
  private static final double HIGH = 0.9;

  /**
   * Of fewer, the percentiles are the extremes, and two equal contestants often differ by those.
   */
  private static final int FEWEST = 10;

  /** What an interval says of a limit. */
  public enum Verdict {
    /** The whole interval is within the limit. */
    MET("met"),
    /** The whole interval is beyond the limit. */
    MISSED("missed"),
    /** The interval holds the limit, or there are too few figures. */
    UNTOLD("not to be told on this machine");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  public Spread {
    figures = figures.stream().sorted().toList();
  }

  /** The figures of both. */
  public Spread and(Spread other) {
    return new Spread(
        Stream.concat(figures.stream(), other.figures.stream()).toList(), dropped + other.dropped);
  }

  /** The median; NaN without figures. */
  public double median() {
    return quantile(0.5);
  }

  /** The 10th percentile; NaN without figures. */
  public double low() {
    return quantile(LOW);
  }

  /** The 90th percentile; NaN without figures. */
  public double high() {
    return quantile(HIGH);
  }

  private double quantile(double part) {
    return figures.isEmpty()
        ? Double.NaN
        : figures.get((int) Math.round(part * (figures.size() - 1)));
  }

  /**
   * What the interval says of a limit.
   *
   * @param limit what the figure may be at most
   * @return the verdict
   */
  public Verdict against(double limit) {
    if (isTooFew()) {
      return Verdict.UNTOLD;
    }
    if (high() <= limit) {
      return Verdict.MET;
    }
    return low() > limit ? Verdict.MISSED : Verdict.UNTOLD;
  }

  /**
   * What the interval says of a figure that is to be high.
   *
   * @param limit what the figure is to be at least
   * @return the verdict
   */
  public Verdict atLeast(double limit) {
    if (isTooFew()) {
      return Verdict.UNTOLD;
    }
    if (low() >= limit) {
      return Verdict.MET;
    }
    return high() < limit ? Verdict.MISSED : Verdict.UNTOLD;
  }

  /** Whether there are too few figures for a verdict. */
  public boolean isTooFew() {
    return figures.size() < FEWEST;
  }

  /** The second of two builds by the first one: whether it is slower. */
  public String change() {
    if (isTooFew()) {
      return "too few pairs to tell";
    }
    if (low() > 1) {
      return "slower";
    }
    return high() < 1 ? "faster" : "no difference to be told";
  }

  /**
   * The median, and in parentheses the 10th and the 90th percentile.
   *
   * @param format how a figure is printed, such as {@code %.2f}
   * @return such as "1.05 (1.02 to 1.07)"
   */
  public String text(String format) {
    String all = format + " (" + format + " to " + format + ")";
    return String.format(Locale.ROOT, all, median(), low(), high());
  }

  /** Median, 10th and 90th percentile, and how many figures they are of. */
  @Override
  public String toString() {
    return figures.isEmpty()
        ? "no round was undisturbed: dropped=" + dropped
        : text("%.2f") + ", " + figures.size() + " rounds, " + dropped + " dropped";
  }
}
