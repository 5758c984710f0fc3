package dev.bpfj.kernelvm.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.kernelvm.incase.BrokenSetupCases;
import dev.bpfj.kernelvm.incase.FailingCases;
import dev.bpfj.kernelvm.incase.GroupedCases;
import dev.bpfj.kernelvm.incase.JupiterCases;
import dev.bpfj.kernelvm.incase.LeakingCases;
import dev.bpfj.kernelvm.qemu.Transcript;
import dev.bpfj.kernelvm.wire.RunPlan;
import dev.bpfj.kernelvm.wire.TestOutcome;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** The guest's part, run here. */
@Test(singleThreaded = true)
public final class TestRunTest {
  private static final String JUPITER = JupiterCases.class.getName();

  private static List<TestOutcome> run(boolean leakCheck, List<String> methods, String... classes) {
    return run(new RunPlan(List.of(classes), methods, List.of(), List.of(), leakCheck, "none", 60));
  }

  private static List<TestOutcome> run(RunPlan plan) {
    return run(plan, TestRunTest.class.getClassLoader());
  }

  private static List<TestOutcome> run(RunPlan plan, ClassLoader loader) {
    Transcript transcript = new Transcript();
    PrintStream out = System.out;
    PrintStream err = System.err;
    try {
      TestRun.run(plan, transcript, OutputCapture.install(), loader);
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

  public void classThatRefersToOneThatIsNotThereFailsAlone() throws IOException {
    Path classes = Files.createTempDirectory(Path.of("target"), "gone").toAbsolutePath();
    Path source = classes.resolve("Cases.java");
    Files.writeString(
        source,
        """
        import java.lang.annotation.*;
        class Gone {}
        @Retention(RetentionPolicy.RUNTIME) @interface Uses { Class<?>[] value(); }
        class InSignatureTest { @org.testng.annotations.Test public void runs() {} void take(Gone gone) {} }
        @Uses(Gone.class) class InAnnotationTest { @org.testng.annotations.Test public void runs() {} }
        """);
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(
                    null,
                    null,
                    null,
                    "-proc:none",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-d",
                    classes.toString(),
                    source.toString()))
        .isZero();
    Files.delete(classes.resolve("Gone.class"));
    List<String> names =
        List.of("InSignatureTest", "InAnnotationTest", FailingCases.class.getName());
    RunPlan plan = new RunPlan(names, List.of(), List.of(), List.of(), false, "none", 60);
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {classes.toUri().toURL()}, TestRunTest.class.getClassLoader())) {
      // Whether the one with the annotation can be run depends on the JDK.
      assertThat(lines(run(plan, loader))).contains("loads FAILED Gone", "passes PASSED ");
    }
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

  public void testsOfJunitAreReportedAsThoseOfTestng() {
    assertThat(lines(run(false, List.of(), JUPITER)))
        .containsExactlyInAnyOrder(
            "passes PASSED ",
            "isWrong FAILED expected: <2> but was: <1>",
            "goesWrong FAILED no idea",
            "assumesANewerKernel SKIPPED requires kernel 99.1: what nobody has",
            "endsItself SKIPPED requires hardware: a quantum computer",
            "squares[1, 1](1) PASSED ",
            "squares[2, 4](2) PASSED ",
            "makesTests[one](1) PASSED ",
            "makesTests[two](2) PASSED ",
            "isNested PASSED ");
  }

  public void assertionsOfJunitAreSuch() {
    for (TestOutcome outcome : run(false, List.of(JUPITER + "#*Wrong"), JUPITER)) {
      assertThat(outcome.thrown().orElseThrow().assertion())
          .isEqualTo(outcome.name().equals("isWrong"));
    }
  }

  public void classOfJunitThatCannotBeginFails() {
    assertThat(lines(run(false, List.of(), JUPITER + "$BrokenSetup")))
        .containsExactly("class FAILED nothing to prepare");
  }

  public void eachTestOfAClassOfJunitThatIsSkippedIsSkipped() {
    String reason = " SKIPPED requires kernel 99.1: what nobody has";
    assertThat(lines(run(false, List.of(), JUPITER + "$AllSkipped")))
        .containsExactlyInAnyOrder("first" + reason, "second" + reason);
  }

  public void leakOfATestOfJunitIsBlamedOnIt() {
    assertThat(lines(run(true, List.of(), JUPITER + "$Leaking", FailingCases.class.getName())))
        .last()
        .asString()
        .matches(
            "leavesAFileOpen leaves nothing behind FAILED fd \\d+ -> /proc/cpuinfo: still held"
                + " after the class: first seen after=leavesAFileOpen");
  }

  public void oneRunHasBothFrameworks() {
    List<TestOutcome> outcomes =
        run(
            false,
            List.of(
                JUPITER + "#pass*", JUPITER + "#isNested", FailingCases.class.getName() + "#p*"),
            JUPITER,
            FailingCases.class.getName());
    assertThat(outcomes.stream().map(outcome -> outcome.className() + "." + outcome.name()))
        .containsExactlyInAnyOrder(
            FailingCases.class.getName() + ".passes",
            JUPITER + ".passes",
            JUPITER + "$Inner.isNested");
  }

  @DataProvider
  static Object[][] tags() {
    return new Object[][] {
      {List.of("fast"), List.of(), List.of("passes")},
      {List.of("fast | slow"), List.of(), List.of("passes", "isNested")},
      {List.of("fast", "slow"), List.of("fast"), List.of("isNested")},
      {List.of("!(fast | none())"), List.of("any()"), List.of()}
    };
  }

  @Test(dataProvider = "tags")
  public void tagsSelect(List<String> groups, List<String> excluded, List<String> expected) {
    RunPlan plan = new RunPlan(List.of(JUPITER), List.of(), groups, excluded, false, "none", 60);
    assertThat(run(plan).stream().map(TestOutcome::name))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @DataProvider
  static Object[][] groups() {
    return new Object[][] {
      {List.of(), List.of(), List.of("inBoth", "inClassOnly")},
      {List.of("own"), List.of(), List.of("inBoth")},
      {List.of("o.*", "none"), List.of(), List.of("inBoth")},
      {List.of("all"), List.of("own"), List.of("inClassOnly")},
    };
  }

  @Test(dataProvider = "groups")
  public void namedMethodRunsIfItsGroupsDo(
      List<String> groups, List<String> excluded, List<String> expected) {
    String name = GroupedCases.class.getName();
    RunPlan plan =
        new RunPlan(List.of(name), List.of(name + "#in*"), groups, excluded, false, "none", 60);
    assertThat(run(plan).stream().map(TestOutcome::name))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  public void expressionOfTagsThatIsNoneIsAFailure() {
    RunPlan plan =
        new RunPlan(List.of(JUPITER), List.of(), List.of("fast &"), List.of(), false, "none", 60);
    assertThat(lines(run(plan)))
        .singleElement()
        .asString()
        .startsWith("loads FAILED Unable to parse tag expression \"fast &\"");
  }

  public void withoutTheCheckNothingIsSaidOfLeaks() {
    assertThat(run(false, List.of(), PlantingCases.class.getName())).hasSize(2);
  }
}
