package dev.bpfj.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.skeleton.Skeleton;
import dev.bpfj.test.incase.OfJUnitMistakes;
import dev.bpfj.test.incase.OfJUnitSkeletons;
import dev.bpfj.test.incase.OfTestNgInheritance;
import dev.bpfj.test.incase.OfTestNgMistakes;
import dev.bpfj.test.incase.OfTestNgSkeletons;
import dev.bpfj.test.incase.OfTestNgSkips;
import dev.bpfj.test.incase.Outcomes;
import java.util.List;
import org.testng.TestNG;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;
import org.testng.xml.XmlSuite;

/** Tests have the skeletons that they ask for, open as long as they run. */
public final class SkeletonsTest {

  @Test
  public void jUnitsTestsHaveSkeletonsThatAreClosedAfterThem() {
    assertThat(Outcomes.jUnit(OfJUnitSkeletons.class))
        .containsExactlyInAnyOrder(
            "isAttached ran",
            "isPrepared ran",
            "fails failed: on purpose",
            "hasItsOwn ran",
            "hasBoth ran");
    assertAllClosed(OfJUnitSkeletons.SEEN, 12);
  }

  @Test
  public void testNgsTestsHaveSkeletonsThatAreClosedAfterThem() {
    assertThat(Outcomes.testNg(OfTestNgSkeletons.class))
        .containsExactlyInAnyOrder(
            "isAttached ran",
            "isPrepared ran",
            "fails failed: on purpose",
            "hasOneForEach ran",
            "hasOneForEach ran");
    assertAllClosed(OfTestNgSkeletons.SEEN, 10);
  }

  @Test
  public void inheritedTestsOfTestNgHaveTheSkeletonsOfTheClassThatRuns() {
    assertThat(Outcomes.testNg(OfTestNgInheritance.One.class, OfTestNgInheritance.Another.class))
        .containsExactly("hasThoseOfItsClass ran", "hasThoseOfItsClass ran");
    assertAllClosed(OfTestNgInheritance.SEEN, 3);
  }

  @DataProvider
  static Object[] whetherListenersAreToldOfSkippedTests() {
    return new Object[] {true, false};
  }

  @Test(dataProvider = "whetherListenersAreToldOfSkippedTests")
  public void aTestOfTestNgThatIsSkippedLeavesNoSkeletonToTheNext(boolean isTold) {
    OfTestNgSkips.SEEN.clear();
    TestNG testng = new TestNG(false);
    testng.alwaysRunListeners(isTold);
    testng.setConfigFailurePolicy(XmlSuite.FailurePolicy.CONTINUE);
    assertThat(Outcomes.testNg(testng, OfTestNgSkips.class)).hasSize(2).contains("hasItsOwn ran");
    assertAllClosed(OfTestNgSkips.SEEN, 1);
  }

  private static void assertAllClosed(List<Skeleton> seen, int perTest) {
    assertThat(seen.stream().distinct()).hasSize(perTest + 1);
    assertThat(seen).allSatisfy(skeleton -> assertThat(skeleton.object().isClosed()).isTrue());
  }

  @Test
  public void whatIsNotLoadedIsTold() {
    assertThat(Outcomes.jUnit(OfJUnitMistakes.Rejected.class))
        .singleElement()
        .satisfies(outcome -> assertRejected(outcome, "rejected", OfJUnitMistakes.class));
    List<String> outcomes = Outcomes.testNg(OfTestNgMistakes.Rejected.class);
    assertThat(outcomes).hasSize(2);
    assertRejected(outcomes.get(0), "rejected", OfTestNgMistakes.class);
    assertRejected(outcomes.get(1), "rejectedAgain", OfTestNgMistakes.class);
  }

  private static void assertRejected(String outcome, String test, Class<?> cases) {
    assertThat(outcome)
        .startsWith(
            test
                + " failed: "
                + cases.getName()
                + "$Rejected: field \"rejected\": LifeRejectedSkel was not loaded: program"
                + " \"reads_blindly\": bpf_object__load: -EACCES (13)")
        .contains("R0 invalid mem access");
  }

  @Test
  public void nothingToAttachIsTold() {
    assertThat(Outcomes.jUnit(OfJUnitMistakes.Manual.class))
        .singleElement()
        .satisfies(outcome -> assertManual(outcome, OfJUnitMistakes.class));
    assertThat(Outcomes.testNg(OfTestNgMistakes.Manual.class))
        .singleElement()
        .satisfies(outcome -> assertManual(outcome, OfTestNgMistakes.class));
  }

  private static void assertManual(String outcome, Class<?> cases) {
    assertThat(outcome)
        .startsWith(
            "manual failed: "
                + cases.getName()
                + "$Manual: field \"manual\": AttachNetSkel has nothing that attaches by itself; ask"
                + " for Stage.LOADED and attach what the test wants:\ncount_frames: skipped, ");
  }

  @Test
  public void whatIsNoSkeletonIsRefused() {
    String refusal =
        "$Mistaken: field \"text\": @BpfSkeleton is for skeletons, classes that bpf:skeleton"
            + " generates: type=java.lang.String";
    assertThat(Outcomes.jUnit(OfJUnitMistakes.Mistaken.class))
        .containsExactly("mistaken failed: " + OfJUnitMistakes.class.getName() + refusal);
    assertThat(Outcomes.testNg(OfTestNgMistakes.Mistaken.class))
        .containsExactly("mistaken failed: " + OfTestNgMistakes.class.getName() + refusal);
  }
}
