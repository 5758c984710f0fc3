package dev.bpfj.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.testng.annotations.Test;

/** What is made of results. */
@Test
public final class ReportTest {

  private static Results results(double javaNanos, double bytes) {
    Set<String> javas = Target.ALL.stream().map(Target::java).collect(Collectors.toSet());
    Set<String> peers = Target.ALL.stream().map(Target::peer).collect(Collectors.toSet());
    peers.removeAll(javas);
    Results results = new Results();
    javas.forEach(name -> results.add(name, new Score(javaNanos, bytes)));
    peers.forEach(name -> results.add(name, new Score(10, Double.NaN)));
    return results;
  }

  public void aFigureIsTheMedianOfTheRoundsRatios() {
    Results results = new Results();
    Target ratio = Target.ALL.get(0);
    for (double nanos : new double[] {50, 8, 9}) {
      results.add(ratio.java(), new Score(nanos, 0));
      results.add(ratio.peer(), new Score(10, 0));
    }
    assertThat(ratio.measured(results)).isEqualTo(0.9);
  }

  public void whatIsReachedIsJudgedAsItIsPrinted() {
    Target ratio = Target.ALL.get(0);
    assertThat(ratio.isReached(1.004)).isTrue();
    assertThat(ratio.isReached(1.006)).isFalse();
  }

  public void missedTargetsAreNamed() {
    Report.Column column = Report.Column.of("JDK 0", results(10.3, 24));
    assertThat(Report.missed(List.of(column)))
        .contains(
            "missed on JDK 0: ring buffer: a record, by a view: 1.03 × C, at most 1.00",
            "missed on JDK 0: map: lookup by a cursor: allocated: 24 bytes, at most 0")
        .noneMatch(line -> line.contains("map: update by a cursor: 1.03"));
    assertThat(Report.table(List.of(column)))
        .startsWith(
            """
            | what | at most | JDK 0 |
            |---|---|---|
            | ring buffer: a record, by a view | 1.00 × C | 1.03 (missed) |
            """);
  }

  public void writesAPageAndAPlotOfWhatWasRead() throws Exception {
    Path folder = Files.createTempDirectory("report");
    Path file = folder.resolve("results");
    Path page = folder.resolve("page.md");
    Path plot = folder.resolve("plot.svg");
    results(9, 0).write(file);
    Report.main(
        new String[] {page.toString(), plot.toString(), "a machine", "JDK 0", file.toString()});
    assertThat(page).content().contains("Measured on: a machine.", "| 0.90 |", "images/plot.svg");
    assertThat(plot).content().startsWith("<svg ").endsWith("</svg>\n").contains(">0.90</text>");
  }

  public void anUnknownBenchmarkIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Results().of("X.y"))
        .withMessage("no benchmark of this name was run: name=X.y");
  }
}
