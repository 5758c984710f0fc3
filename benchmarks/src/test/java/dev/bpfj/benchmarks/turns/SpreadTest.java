package dev.bpfj.benchmarks.turns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.benchmarks.turns.Spread.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.testng.annotations.Test;

/** What the figures of rounds are reported as. */
@Test
public final class SpreadTest {
  private static Spread of(double... figures) {
    return new Spread(Arrays.stream(figures).boxed().toList(), 2);
  }

  private static Spread times(int count, double figure) {
    return new Spread(Stream.generate(() -> figure).limit(count).toList(), 0);
  }

  public void aVerdictTakesTheWholeIntervalOnOneSide() {
    assertThat(times(20, 1.05).against(1.05)).isEqualTo(Verdict.MET);
    assertThat(times(20, 1.06).against(1.05)).isEqualTo(Verdict.MISSED);
    Spread wide = times(10, 1.0).and(times(10, 1.1));
    assertThat(wide.against(1.05)).isEqualTo(Verdict.UNTOLD);
    assertThat(wide.against(1.1)).isEqualTo(Verdict.MET);
  }

  public void aChangeOfABuildIsToldInTheSameWay() {
    assertThat(times(20, 1.1).change()).isEqualTo("slower");
    assertThat(times(20, 0.9).change()).isEqualTo("faster");
    assertThat(of(0.98, 0.99, 1, 1.01, 1.02, 0.97, 1.03, 1, 1, 1.04, 0.96).change())
        .isEqualTo("no difference to be told");
  }

  public void theIntervalIsThatOfThePercentiles() {
    assertThat(of(0.98, 0.99, 1, 1.01, 1.02, 0.97, 1.03, 1, 1, 1.04, 0.96))
        .hasToString("1.00 (0.97 to 1.03), 11 rounds, 2 dropped");
  }

  public void fewFiguresTellNothing() {
    assertThat(of(1.02, 1.02, 1.09).against(1)).isEqualTo(Verdict.UNTOLD);
    assertThat(of(1.02, 1.02, 1.09).change()).isEqualTo("too few pairs to tell");
    assertThat(new Spread(List.of(), 2)).hasToString("no round was undisturbed: dropped=2");
  }
}
