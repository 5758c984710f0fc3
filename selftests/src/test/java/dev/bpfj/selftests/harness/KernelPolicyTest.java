package dev.bpfj.selftests.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.selftests.harness.KernelPolicy.Answer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.testng.ITestResult;
import org.testng.SkipException;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** A refusal by the machine's policy is told from a program that is wrong. */
@Test(groups = {"host", "vm"})
public final class KernelPolicyTest {
  private static final int EPERM = 1;
  private static final int EACCES = 13;
  private static final ProgramKind ENTRIES = new ProgramKind(26, 28, 0, "bpf_map_elem");
  private static final Answer REFUSED = new Answer(-EPERM, "\n");
  private static final Answer LOADED = new Answer(0, "processed 2 insns");
  private static final String REASON =
      "program \"every_entry\": this kernel's policy refuses type=tracing, attach"
          + " type=trace_iter, attach target=bpf_map_elem, the smallest program of the kind too";

  private static BpfException plain(int errno) {
    return LibbpfCall.failure(
        "bpf_object__load",
        "object \"attach_iter\"",
        errno,
        "",
        List.of(
            "libbpf: prog 'every_entry': BPF program load failed: Operation not permitted",
            "libbpf: failed to load object 'attach_iter'"));
  }

  private static BpfException rejected(String log) {
    return LibbpfCall.rejection(
        "bpf_object__load", EPERM, "every_entry", log.lines().toList(), log);
  }

  /** A policy that finds some kinds and says one thing after the other. */
  private static KernelPolicy policy(boolean applies, List<ProgramKind> kinds, Answer... answers) {
    Iterator<Answer> next = List.of(answers).iterator();
    return new KernelPolicy(applies, kind -> next.next(), (program, object) -> kinds);
  }

  @DataProvider
  public Object[][] refusals() {
    return new Object[][] {
      {"a plain exception", plain(EPERM)},
      {"a blank verifier log", rejected("\n")},
      {"a failure in another thread", new ExecutionException(plain(EPERM))},
    };
  }

  @Test(dataProvider = "refusals")
  public void aRefusalOfTheSmallestProgramTooIsThePolicys(String what, Exception failure) {
    assertThat(policy(true, List.of(ENTRIES), REFUSED).refusal(failure)).as(what).contains(REASON);
  }

  @Test(dataProvider = "refusals")
  public void nothingIsExcusedInAGuestOrWithoutPrivileges(String what, Exception failure) {
    assertThat(policy(false, List.of(ENTRIES), REFUSED).refusal(failure)).as(what).isEmpty();
  }

  @DataProvider
  public Object[][] otherAnswers() {
    return new Object[][] {
      {"the smallest program loads", LOADED},
      {"the verifier rejects it", new Answer(-EPERM, "R0 leaks addr as return value\n")},
      {"the kernel has no such target", new Answer(-3, "")},
      {"the kernel has no such type", new Answer(-22, "")},
    };
  }

  @Test(dataProvider = "otherAnswers")
  public void anythingElseIsNot(String what, Answer answer) {
    assertThat(policy(true, List.of(ENTRIES), answer).refusal(plain(EPERM))).as(what).isEmpty();
  }

  @DataProvider
  public Object[][] otherFailures() {
    return new Object[][] {
      {"another number", plain(EACCES)},
      {"a verdict of the verifier", rejected("; return *number;\nR0 invalid mem access 'inv'\n")},
      {
        "a refused map",
        LibbpfCall.failure("bpf_map_create", "map \"squares\"", EPERM, "", List.of("libbpf: no"))
      },
      {"an assertion", new AssertionError("1 is not 2")},
    };
  }

  @Test(dataProvider = "otherFailures")
  public void otherFailuresAreNotProbed(String what, Throwable failure) {
    assertThat(policy(true, List.of(ENTRIES)).refusal(failure)).as(what).isEmpty();
  }

  public void allProgramsOfTheNameMustBeRefused() {
    List<ProgramKind> two = List.of(ENTRIES, ProgramKind.of(6, 37, 0));
    assertThat(policy(true, two, REFUSED, LOADED).refusal(plain(EPERM))).isEmpty();
    assertThat(policy(true, two, REFUSED, REFUSED).refusal(plain(EPERM))).contains(REASON);
    assertThat(policy(true, List.of()).refusal(plain(EPERM))).isEmpty();
  }

  public void anObjectIsLookedForByTheNameInTheException() {
    List<Optional<String>> asked = new ArrayList<>();
    KernelPolicy policy =
        new KernelPolicy(
            true,
            kind -> LOADED,
            (program, object) -> {
              asked.add(object);
              return List.of(ENTRIES);
            });
    assertThat(policy.refusal(plain(EPERM))).isEmpty();
    assertThat(policy.refusal(rejected(""))).isEmpty();
    assertThat(asked).containsExactly(Optional.of("attach_iter"), Optional.empty());
  }

  public void aTestAsksForAKindBeforehand() {
    policy(true, List.of(), LOADED).require(ENTRIES);
    policy(false, List.of(), REFUSED).require(ENTRIES);
    assertThatExceptionOfType(SkipException.class)
        .isThrownBy(() -> policy(true, List.of(), REFUSED).require(ENTRIES))
        .withMessageStartingWith("this kernel's policy refuses type=tracing, ");
  }

  public void aProgramsKindIsThatOfItsObject() {
    assertThat(ProgramKind.of("every_entry", Optional.of("attach_iter"))).containsExactly(ENTRIES);
    assertThat(ProgramKind.of("every_entry", Optional.empty())).containsExactly(ENTRIES);
    assertThat(ProgramKind.of("every_entry", Optional.of("renamed"))).containsExactly(ENTRIES);
    assertThat(ProgramKind.of("no_such_program", Optional.empty())).isEmpty();
  }

  public void theSmallestProgramIsLoadedAsTheKernelHasIt() {
    assertThat(SmallestProgram.load(ProgramKind.of(17, 0, 0)).result())
        .as("raw_tp")
        .isNotNegative();
    assertThat(SmallestProgram.load(ProgramKind.of(999, 0, 0)).result()).as("none").isEqualTo(-22);
    assertThat(SmallestProgram.load(new ProgramKind(26, 24, 0, "bpfj_no_such_function")).result())
        .isNegative()
        .isNotEqualTo(-EPERM);
  }

  public void privilegesAreCapabilitiesOfTheWholeMachine() {
    String all = "Name:\tjava\nCapEff:\t000001ffffffffff\nCapBnd:\t000001ffffffffff\n";
    String machine = "         0          0 4294967295\n";
    assertThat(Privileges.areFull(all, machine)).isTrue();
    assertThat(Privileges.areFull("CapEff:\t000000c000001000\n", machine)).isTrue();
    assertThat(Privileges.areFull("CapEff:\t0000008000001000\n", machine)).isFalse();
    assertThat(Privileges.areFull("CapEff:\t0000000000000000\n", machine)).isFalse();
    assertThat(Privileges.areFull(all, "         0       1000          1\n")).isFalse();
  }

  /** Tests that fail, and one that does not. Run by hand only. */
  public static final class Planted {
    @Test
    public void isRefused() {
      throw plain(EPERM);
    }

    @Test
    public void isWrong() {
      throw plain(EACCES);
    }

    @Test
    public void isFine() {
      assertThat(1).isOne();
    }
  }

  public void theListenerSkipsWhatIsRefusedAndNothingElse() {
    TestListenerAdapter results = new TestListenerAdapter();
    TestNG testng = new TestNG(false);
    testng.setTestClasses(new Class<?>[] {Planted.class});
    testng.setVerbose(0);
    testng.addListener(results);
    testng.addListener(new PolicyListener(policy(true, List.of(ENTRIES), REFUSED)));
    testng.run();
    assertThat(results.getPassedTests()).extracting(ITestResult::getName).containsExactly("isFine");
    assertThat(results.getFailedTests())
        .extracting(ITestResult::getName)
        .containsExactly("isWrong");
    assertThat(results.getSkippedTests())
        .extracting(ITestResult::getName)
        .containsExactly("isRefused");
    assertThat(results.getSkippedTests().get(0).getThrowable())
        .isInstanceOf(SkipException.class)
        .hasMessage(REASON)
        .hasCauseInstanceOf(BpfException.class);
  }
}
