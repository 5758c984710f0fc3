package dev.bpfj.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.benchmarks.turns.Turns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.testng.annotations.Test;

/** What is made of the times of the generator and its peers. */
@Test
public final class GenerationPageTest {
  private static final int ROUNDS = 12;

  // nothing, from scratch, up to date; the same with the option; bpftool, libbpf-cargo
  private static final Timings ONE = timings(1.0, 1.4, 1.1, 0.6, 0.8, 0.7, 0.01, 0.02);
  private static final Timings CORPUS = timings(1.0, 3.0, 1.3, 0.6, 1.6, 0.8, 4.0, 2.0);
  private static final Timings GROWTH = timings(3.0, 4.0, 5.0, 8.0, 12.0, 4.0);

  /** Each process took the same in all rounds; of the processors, twice as much as by the clock. */
  private static Timings timings(double... seconds) {
    double[] nanos = Arrays.stream(seconds).map(s -> s * 1e9).toArray();
    List<List<Double>> processors = new ArrayList<>();
    for (double s : seconds) {
      processors.add(Collections.nCopies(ROUNDS + 2, s * 2e9));
    }
    return new Timings(new Turns(Collections.nCopies(ROUNDS, nanos), 2), processors);
  }

  private static GenerationPage page(Timings corpus) {
    return new GenerationPage("a machine", "Some objects.", ONE, corpus, GROWTH);
  }

  public void theGoalAloneIsTheRunWithoutTheOneThatDoesNothing() {
    assertThat(page(CORPUS).figures())
        .contains(
            """
            | the corpus from scratch, the goal alone, × bpftool | at most 0.25 \
            | 0.50 (0.50 to 0.50): missed | 0.50 (0.50 to 0.50): missed \
            | 0.25 (0.25 to 0.25): met | 0.25 (0.25 to 0.25): met |
            | the corpus from scratch, the goal alone, × libbpf-cargo |  \
            | 1.00 (1.00 to 1.00) | 1.00 (1.00 to 1.00) | 0.50 (0.50 to 0.50) | 0.50 (0.50 to 0.50) |
            """)
        .contains("| one object from scratch, the goal alone, s |  | 0.40 (0.40 to 0.40) | 0.80 ")
        .contains("| one object up to date, the goal alone, s |  | 0.10 (0.10 to 0.10) | 0.20 ");
  }

  public void roundsOfWhichNoneIsLeftAreNotMeasured() {
    Timings disturbed = new Timings(new Turns(List.of(), 14), CORPUS.processors());
    assertThat(page(disturbed).figures()).contains("at most 0.25 | disturbed: not to be told");
    assertThat(page(disturbed).text(Path.of("p.svg"))).contains("0 rounds (14 more were dropped)");
  }

  public void thePageHasTheTimesOfAllAndTheCurve() {
    String page = page(CORPUS).text(Path.of("p.svg"));
    assertThat(page)
        .contains("Measured on: a machine.", "Some objects.", "(images/p.svg)")
        .contains(
            "| libbpf-cargo, one process | 0.02 (0.02 to 0.02) | 0.04 | 2.00 (2.00 to 2.00) |")
        .contains(
            "| `bpftool gen skeleton`, a process for each object | 0.01 (0.01 to 0.01) | 0.02 |")
        .contains("| once | 3.00 | 6.00 |\n", "| 16 times | 12.00 | 24.00 |\n")
        .contains("one corpus more takes 0.13 of the CPU time"); // (12 - 8) / 8 of 4
    assertThat(page(CORPUS).curve()).startsWith("<svg ").contains(">bpf:skeleton</text>");
  }

  public void lessThanTwoTicksOfProcessorTimeAreNoFigure() {
    Timings tiny = timings(1.0, 1.4, 1.1, 0.6, 0.8, 0.7, 0.004, 0.02);
    String page = new GenerationPage("a machine", "", tiny, CORPUS, GROWTH).text(Path.of("p.svg"));
    assertThat(page).contains("for each object | 0.00 (0.00 to 0.00) | below 0.02 |");
  }
}
