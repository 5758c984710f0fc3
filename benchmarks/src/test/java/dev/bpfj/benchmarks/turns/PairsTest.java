package dev.bpfj.benchmarks.turns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.testng.annotations.Test;

/** What ratios of turns are reported as. */
public final class PairsTest {
  private static Pairs of(double... ratios) {
    return new Pairs(Arrays.stream(ratios).boxed().toList(), 2);
  }

  private static List<Double> times(int count, double ratio) {
    return Stream.generate(() -> ratio).limit(count).toList();
  }

  @Test
  public void anIntervalOnOneSideOfOneIsAVerdict() {
    assertThat(new Pairs(times(20, 1.1), 0))
        .hasToString("1.10 (1.10 to 1.10), 20 pairs, 0 dropped: slower");
    assertThat(new Pairs(times(20, 0.9), 0)).asString().endsWith(": faster");
  }

  @Test
  public void anIntervalWithOneInItIsNone() {
    assertThat(of(0.98, 0.99, 1, 1.01, 1.02, 0.97, 1.03, 1, 1, 1.04, 0.96))
        .hasToString("1.00 (0.97 to 1.03), 11 pairs, 2 dropped: no difference to be told");
  }

  @Test
  public void fewPairsAreNone() {
    assertThat(of(1.02, 1.02, 1.09))
        .hasToString("1.02 (1.02 to 1.09), 3 pairs, 2 dropped: too few pairs to tell");
    assertThat(of()).hasToString("no pair was undisturbed: dropped=2");
  }
}
