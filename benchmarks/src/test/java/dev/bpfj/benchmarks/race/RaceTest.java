package dev.bpfj.benchmarks.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.benchmarks.PeerBuild;
import dev.bpfj.benchmarks.Results;
import dev.bpfj.benchmarks.turns.Spread;
import java.nio.file.Path;
import java.util.Collections;
import org.testng.annotations.Test;

/** The race: that it measures something, and what is made of it. */
@Test
public final class RaceTest {

  public void inEachHeatBothReadersGetRecords() throws Exception {
    System.setProperty("peer", PeerBuild.compile(Path.of("")).toString());
    try (Race race = new Race()) {
      for (Heat heat : Heat.ALL) {
        for (Turn turn : race.both(heat)) {
          assertThat(turn.records()).as(heat.toString()).isPositive();
          assertThat(turn.submitted()).as(heat.toString()).isGreaterThanOrEqualTo(turn.records());
          assertThat(turn.cost()).as(heat.toString()).isPositive();
          assertThat(turn.lostShare()).as(heat.toString()).isBetween(0.0, 1.0);
        }
      }
    }
  }

  public void aRowHasBothFiguresAndVerdicts() {
    Results results = new Results();
    for (Heat heat : Heat.ALL) {
      for (Figure figure : Figure.ALL) {
        results.add(figure.key(heat), new Spread(Collections.nCopies(20, 1.0), 3));
      }
    }
    assertThat(RaceReport.table(results))
        .contains(
            ": poll, adaptive wake-ups | 1.00, 1.00 | 1.00 (1.00 to 1.00) | met | 1.000, 1.000 |"
                + " 1, 1 | 1.00 (1.00 to 1.00) | met | 20, 3 |");
  }
}
