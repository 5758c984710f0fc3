package dev.bpfj.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bpfj.benchmarks.turns.Turns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testng.annotations.Test;

/** What is made of the times of Java and its peers. */
@Test
public final class PeersPageTest {
  private static final List<String> ALL = List.of("Java", "C", "Go", "libbpf-rs", "aya");
  private static final List<String> NO_AYA = ALL.subList(0, 4);

  private static PeersRow row(String what, String why, List<String> names, double... times) {
    return new PeersRow(what, why, names, new Turns(Collections.nCopies(20, times), 3));
  }

  public void aRowHasTheTimesOfAllAndJavasByEachOfTheOthers() {
    PeersRow row = row("a record", "", ALL, 2, 4, 20, 2, 10);
    assertThat(PeersPage.times(row))
        .isEqualTo(
            "| a record | 2.0\u00a0ns | 4.0\u00a0ns | 20.0\u00a0ns | 2.0\u00a0ns | 10.0\u00a0ns |\n");
    assertThat(PeersPage.ratios(row))
        .isEqualTo(
            "| a record | 0.50 (0.50 to 0.50) | 0.10 (0.10 to 0.10) | 1.00 (1.00 to 1.00)"
                + " | 0.20 (0.20 to 0.20) | 20, 3 |\n");
  }

  public void whoCannotDoTheWorkHasNoFigureAndNoMark() {
    PeersRow row = row("a batch", "", NO_AYA, 2, 4, 4, 4);
    assertThat(PeersPage.times(row)).endsWith(" | 4.0\u00a0ns | – |\n");
    assertThat(PeersPage.ratios(row)).endsWith(" | 0.50 (0.50 to 0.50) | – | 20, 3 |\n");
    PeersRow whole = row("a record", "", ALL, 2, 4, 4, 4, 4);
    assertThat(marks(PeersPlot.of(List.of(whole, row))))
        .isEqualTo(PeersRow.PEERS.size() + 4 + 3); // the first are the legend's
  }

  private static int marks(String svg) {
    return svg.split("<path ", -1).length - 1;
  }

  public void whereJavaIsAheadOfAllNoReasonIsGiven() {
    assertThat(PeersPage.reason(row("a record", "Because.", ALL, 2, 4, 20, 3, 10))).isEmpty();
  }

  public void whoIsAheadIsNamedWithTheReason() {
    assertThat(PeersPage.reason(row("a lookup", "Because.", ALL, 330, 310, 400, 300, 330)))
        .isEqualTo(
            "- **a lookup**: C and libbpf-rs are ahead. Java takes 30.0 (30.0 to 30.0)\u00a0ns more"
                + " than libbpf-rs. Because. There is no measurable difference from aya.\n");
  }

  public void whoIsAheadInSomeRoundsOnlyIsNotAhead() {
    List<double[]> rounds = new ArrayList<>(Collections.nCopies(15, new double[] {330, 300}));
    rounds.addAll(Collections.nCopies(5, new double[] {330, 340}));
    PeersRow row = new PeersRow("a lookup", "Because.", ALL.subList(0, 2), new Turns(rounds, 0));
    assertThat(PeersPage.reason(row))
        .isEqualTo("- **a lookup**: There is no measurable difference from C.\n");
  }

  public void fewRoundsTellNothing() {
    Turns few = new Turns(Collections.nCopies(4, new double[] {2, 1}), 96);
    PeersRow row = new PeersRow("a lookup", "", ALL.subList(0, 2), few);
    assertThat(PeersPage.reason(row))
        .isEqualTo("- **a lookup**: too few rounds were undisturbed to tell.\n");
    assertThat(PeersPage.reason(row.and(few).and(few))).contains("C is ahead");
  }

  public void aNewProcessIsComparedWithAJvmThatDoesNothing() {
    PeersRow row =
        row("a process", "", List.of("Java", "C", "a JVM that does nothing"), 120e6, 12e6, 45e6);
    assertThat(PeersPage.reason(row))
        .isEqualTo(
            "- **a process**: C is ahead. Of Java's 120.0\u00a0ms, a JVM that does nothing takes 45.0\u00a0ms.\n");
  }

  public void aMarkIsWhereItsRatioIs() {
    String svg = PeersPlot.of(List.of(row("a record", "", ALL, 10, 10, 5, 20, 100)));
    assertThat(svg).startsWith("<svg ").endsWith("</svg>\n").contains(">0.10</text>");
    int one = x(svg, "#3b7dd8");
    assertThat(x(svg, "#d8843b") - one)
        .isPositive()
        .isCloseTo(one - x(svg, "#4da167"), within(1)); // 2 and 0.5
  }

  /** Where the last mark of a color is, the first being the legend's. */
  private static int x(String svg, String color) {
    Matcher mark = Pattern.compile("d=\"M(\\d+),[^\"]*\" fill=\"" + color + "\"").matcher(svg);
    return mark.results().map(found -> Integer.parseInt(found.group(1))).toList().get(1);
  }

  public void thePageShowsThePicture() {
    String page =
        PeersPage.of(
            List.of(row("a record", "", ALL, 2, 4, 20, 3, 10)), Path.of("p.svg"), "a machine");
    assertThat(page)
        .contains("Measured on: a machine.", "(images/p.svg)")
        .contains(
            """
            | what | Java / C | Java / Go | Java / libbpf-rs | Java / aya | rounds, dropped |
            |---|---|---|---|---|---|
            | a record | 0.50 (0.50 to 0.50) |""");
  }
}
