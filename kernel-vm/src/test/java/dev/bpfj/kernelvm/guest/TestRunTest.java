package dev.bpfj.kernelvm.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.kernelvm.incase.BrokenSetupCases;
import dev.bpfj.kernelvm.incase.FailingCases;
import dev.bpfj.kernelvm.incase.LeakingCases;
import dev.bpfj.kernelvm.qemu.Transcript;
import dev.bpfj.kernelvm.wire.RunPlan;
import dev.bpfj.kernelvm.wire.TestOutcome;
import java.io.PrintStream;
import java.util.List;
import org.testng.annotations.Test;

/** The guest's part, run here. */
@Test(singleThreaded = true)
public final class TestRunTest {
  private static List<TestOutcome> run(boolean leakCheck, List<String> methods, String... classes) {
    RunPlan plan =
        new RunPlan(List.of(classes), methods, List.of(), List.of(), leakCheck, "none", 60);
    Transcript transcript = new Transcript();
    PrintStream out = System.out;
    PrintStream err = System.err;
    try {
      TestRun.run(plan, transcript, OutputCapture.install());
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    return transcript.outcomes();
  }

  private static List<String> lines(List<TestOutcome> outcomes) {
    return outcomes.stream()
        .map(outcome -> outcome.name() + " " + outcome.status() + " " + outcome.message())
        .toList();
  }

  public void reportsEveryTestAsItEnds() {
    assertThat(lines(run(false, List.of(), FailingCases.class.getName())))
        .containsExactlyInAnyOrder(
            "passes PASSED ",
            "isWrong FAILED 1 is not 2",
            "goesWrong FAILED no idea",
            "skipsWithoutReason SKIPPED not today",
            "skipsThoughTheKernelIsNew SKIPPED requires kernel 5.10: what every kernel here has");
  }

  public void tellsAssertionsFromOtherExceptions() {
    for (TestOutcome outcome : run(false, List.of(), FailingCases.class.getName())) {
      outcome
          .thrown()
          .ifPresent(
              thrown -> assertThat(thrown.assertion()).isEqualTo(outcome.name().equals("isWrong")));
    }
  }

  public void brokenFixtureIsReportedItself() {
    assertThat(lines(run(false, List.of(), BrokenSetupCases.class.getName())))
        .containsExactly(
            "prepare FAILED nothing to prepare", "neverRuns SKIPPED nothing to prepare");
  }

  public void classThatIsNotThereFailsAlone() {
    List<TestOutcome> outcomes =
        run(false, List.of(), "no.such.Test", FailingCases.class.getName());
    assertThat(lines(outcomes)).contains("loads FAILED no.such.Test", "passes PASSED ");
  }

  public void methodFiltersSelect() {
    String name = FailingCases.class.getName();
    assertThat(lines(run(false, List.of(name + "#pass?s", name + "#none*"), name)))
        .containsExactly("passes PASSED ");
  }

  public void leakIsBlamedOnTheTestThatBeganIt() {
    assertThat(lines(run(true, List.of(), LeakingCases.class.getName())))
        .hasSize(3)
        .contains("closesWhatItOpens PASSED ", "leavesAFileOpen PASSED ")
        .last()
        .asString()
        .matches(
            "leavesAFileOpen leaves nothing behind FAILED fd \\d+ -> /proc/cpuinfo: still held"
                + " after the class: first seen after=leavesAFileOpen");
  }

  public void probesOfTheClassPathAreAsked() {
    PlantedProbe.THINGS.clear();
    assertThat(lines(run(true, List.of(), PlantingCases.class.getName())))
        .contains(
            "aLeavesOne leaves nothing behind FAILED map 7 'left': still held after the class:"
                + " first seen after=aLeavesOne")
        .hasSize(3);
  }

  public void withoutTheCheckNothingIsSaidOfLeaks() {
    assertThat(run(false, List.of(), PlantingCases.class.getName())).hasSize(2);
  }
}
