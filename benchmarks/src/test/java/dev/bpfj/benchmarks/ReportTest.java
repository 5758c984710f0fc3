package dev.bpfj.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bpfj.benchmarks.turns.Spread;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.testng.annotations.Test;

/** What is made of results. */
@Test
public final class ReportTest {
  private static final int ROUNDS = 20;

  private static Results results(double figure) {
    Results results = new Results();
    for (Target target : Target.ALL) {
      results.add(target.what(), new Spread(Collections.nCopies(ROUNDS, figure), 1));
    }
    return results;
  }

  public void aRowHasTheFigureItsIntervalAndAVerdict() {
    Report.Column met = Report.Column.of("JDK 1", results(1));
    Report.Column missed = Report.Column.of("JDK 2", results(1.04));
    assertThat(Report.table(List.of(met, missed)))
        .startsWith(
            """
            | what | at most | JDK 1 | | JDK 2 | |
            |---|---|---|---|---|---|
            | ring buffer: a record, by a view | 1.00 × C | 1.00 (1.00 to 1.00) | met | 1.04 (1.04 to 1.04) | missed |
            """)
        .contains("| map: lookup by a cursor: allocated | 0 bytes | 1 | missed | 1 | missed |");
  }

  public void anExperimentHasNoLimitAndNoVerdict() {
    Report.Column column = Report.Column.of("JDK 1", results(1.5));
    assertThat(Report.table(List.of(column)))
        .contains("| map: the same lookup by jffi alone |  | 1.50 (1.50 to 1.50) |  |\n");
    assertThat(Plot.of(List.of(column)))
        .contains(">map: lookup by a cursor<")
        .doesNotContain("jffi");
  }

  public void writesAPageAndAPlotOfWhatWasRead() throws Exception {
    Path folder = Files.createTempDirectory("report");
    Path file = folder.resolve("results");
    Path page = folder.resolve("page.md");
    Path plot = folder.resolve("plot.svg");
    Results results = results(0.9);
    results.add(Target.ALL.get(0).what(), new Spread(Collections.nCopies(ROUNDS, 0.8), 3));
    results.write(file);
    assertThat(Results.read(file).of(Target.ALL.get(0).what()))
        .hasToString("0.90 (0.80 to 0.90), 40 rounds, 4 dropped");
    Report.main(
        new String[] {page.toString(), plot.toString(), "a machine", "JDK 0", file.toString()});
    assertThat(page)
        .content()
        .contains("Measured on: a machine.", "| 0.90 (0.80 to 0.90) | met |", "images/plot.svg");
    assertThat(plot).content().startsWith("<svg ").endsWith("</svg>\n").contains(">0.90</text>");
  }

  public void whatWasNotMeasuredIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Results().of("x"))
        .withMessage("this was not measured: name=x");
  }
}
