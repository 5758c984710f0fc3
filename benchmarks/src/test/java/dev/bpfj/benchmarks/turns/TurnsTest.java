package dev.bpfj.benchmarks.turns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.Test;

/** Who has a turn when. */
@Test
public final class TurnsTest {

  public void eachHasOneTurnARoundAndAnotherBeginsAndComesNext() throws IOException {
    List<String> order = new ArrayList<>();
    List<Contestant> contestants =
        List.of(named("a", 1, order), named("b", 2, order), named("c", 3, order));
    Turns turns = Turns.take(contestants, 4, new Machine());
    assertThat(order).containsExactly("a", "b", "c", "b", "a", "c", "c", "a", "b", "a", "c", "b");
    assertThat(turns.rounds().size() + turns.dropped()).isEqualTo(4);
    assertThat(turns.rounds()).allSatisfy(times -> assertThat(times).containsExactly(1, 2, 3));
    assertThat(turns.spread(times -> times[2] / times[1]).figures())
        .hasSize(turns.rounds().size())
        .allSatisfy(ratio -> assertThat(ratio).isEqualTo(1.5));
    assertThat(turns.and(turns).rounds()).hasSize(2 * turns.rounds().size());
    assertThat(turns.and(turns).dropped()).isEqualTo(2 * turns.dropped());
  }

  private static Contestant named(String name, double nanos, List<String> order) {
    return () -> {
      order.add(name);
      return nanos;
    };
  }
}
