package dev.bpfj.benchmarks.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.testng.annotations.Test;

@Test
public final class ProcessContestantTest {
  private static final double RESOLUTION = 20e6; // a tick for user code and one for the kernel

  public void eachTurnRunsTheNextCommand() {
    Iterator<List<String>> commands = List.of(shell("exit 0"), shell("exit 3")).iterator();
    ProcessContestant contestant = new ProcessContestant(commands::next);
    assertThat(turn(contestant)).isPositive();
    assertThatThrownBy(contestant::turn)
        .isInstanceOf(IOException.class)
        .hasMessage("ended with 3: sh -c exit 3");
  }

  public void theProcessorTimeIsThatOfTheProcessAndOfItsChildren() {
    String busy = "i=0; while [ $i -lt 200000 ]; do i=$((i + 1)); done";
    ProcessContestant contestant = new ProcessContestant(shell("(" + busy + "); true"));
    turn(contestant);
    double second = turn(contestant);
    assertThat(contestant.processorTimes()).hasSize(2).allSatisfy(t -> assertThat(t).isPositive());
    int processors = Runtime.getRuntime().availableProcessors();
    assertThat(contestant.processorTimes().get(1))
        .isLessThanOrEqualTo(second * processors + RESOLUTION);
  }

  private static double turn(ProcessContestant contestant) {
    try {
      return contestant.turn();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> shell(String script) {
    return List.of("sh", "-c", script);
  }
}
