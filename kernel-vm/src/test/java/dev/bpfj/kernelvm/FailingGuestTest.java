package dev.bpfj.kernelvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.kernelvm.incase.BrokenSetupCases;
import dev.bpfj.kernelvm.incase.ExitingCases;
import dev.bpfj.kernelvm.incase.FailingCases;
import dev.bpfj.kernelvm.incase.HangingCases;
import dev.bpfj.kernelvm.incase.LeakingCases;
import dev.bpfj.kernelvm.incase.PanickingCases;
import dev.bpfj.kernelvm.incase.SlowCases;
import dev.bpfj.kernelvm.report.KernelReport;
import dev.bpfj.kernelvm.wire.TestOutcome.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.testng.annotations.Test;

/** Nothing that goes wrong in a guest may look like success. */
@Test(groups = "every-kernel")
public final class FailingGuestTest {
  private static final String CASES = "6.12: dev.bpfj.kernelvm.incase.";

  public void testsThatFailAreNamedWithTheirKernel() {
    KernelReport report =
        new Guest("failing").cases(FailingCases.class, BrokenSetupCases.class).runOne();
    assertThat(report.failures())
        .containsExactlyInAnyOrder(
            CASES + "BrokenSetupCases.prepare: nothing to prepare",
            CASES
                + "BrokenSetupCases.neverRuns: skipped without a reason that counts: message='"
                + "nothing to prepare', expected='requires kernel VERSION: FEATURE' or 'requires"
                + " hardware: WHAT'",
            CASES + "FailingCases.isWrong: 1 is not 2",
            CASES + "FailingCases.goesWrong: no idea",
            CASES
                + "FailingCases.skipsWithoutReason: skipped without a reason that counts: message="
                + "'not today', expected='requires kernel VERSION: FEATURE' or 'requires hardware:"
                + " WHAT'",
            CASES
                + "FailingCases.skipsThoughTheKernelIsNew: skipped, but kernel 6.12 is new enough:"
                + " requires kernel 5.10: what every kernel here has");
    assertThat(report.count(Status.PASSED)).isEqualTo(1);
  }

  public void plantedLeakIsCaught() {
    KernelReport report = new Guest("leaking").cases(LeakingCases.class).leakCheck().runOne();
    assertThat(report.count(Status.PASSED)).isEqualTo(2);
    assertThat(report.failures())
        .singleElement()
        .asString()
        .matches(
            CASES
                + "LeakingCases.leavesAFileOpen leaves nothing behind: fd \\d+ -> /proc/cpuinfo:"
                + " still held after the class: first seen after=leavesAFileOpen");
  }

  public void guestThatHangsIsEndedAndShowsWhere() {
    KernelReport report =
        new Guest("hanging")
            .cases(HangingCases.class)
            .limits(Limits.DEFAULT_BOOT, Duration.ofSeconds(40))
            .runOne();
    assertThat(report.breakdown().orElse(""))
        .startsWith(
            "the tests did not end in time: limit=40 s: in"
                + " dev.bpfj.kernelvm.incase.HangingCases.awaitsNobody, tests reported=1, last"
                + " heard of ")
        .contains("the console's last lines (")
        .contains("time is short: thread 'main' in")
        .contains("HangingCases.awaitsNobody(HangingCases.java:");
    assertThat(report.count(Status.PASSED)).isEqualTo(1);
  }

  public void testsMayTakeLongerThanTheLimitTogether() {
    KernelReport report =
        new Guest("slow")
            .cases(SlowCases.class)
            .property("slow.millis", "15000")
            .limits(Limits.DEFAULT_BOOT, Duration.ofSeconds(40))
            .runOne();
    assertThat(report.failures()).isEmpty();
    assertThat(report.count(Status.PASSED)).isEqualTo(3);
  }

  public void panicIsShown() {
    KernelReport report = new Guest("panicking").cases(PanickingCases.class).runOne();
    assertThat(report.breakdown().orElse(""))
        .startsWith(
            "the guest ended before all tests were reported: in"
                + " dev.bpfj.kernelvm.incase.PanickingCases.panics, tests reported=1, last heard"
                + " of ")
        .contains("sysrq: Trigger a crash")
        .contains("Kernel panic - not syncing");
  }

  public void panicAtBootIsShown() {
    KernelReport report =
        new Guest("panic-at-boot").kernelArguments("rdinit=/no/such/init").runOne();
    assertThat(report.breakdown().orElse(""))
        .startsWith(
            "the guest ended before all tests were reported: its JVM has not reported yet\n"
                + "  the console's last lines (")
        .contains("Kernel panic - not syncing");
  }

  public void guestThatNeverBootsIsEnded() {
    // A shell that waits for somebody to type.
    KernelReport report =
        new Guest("never-boots")
            .kernelArguments("rdinit=/bin/sh")
            .limits(Duration.ofSeconds(15), Duration.ofSeconds(15))
            .runOne();
    assertThat(report.breakdown().orElse(""))
        // at least its limit, more on a machine on which its boot was slow
        .matches(
            "(?s)the guest did not boot in time: it hangs, its console is silent: limit=\\d+ s: its"
                + " JVM has not reported yet\n.*");
  }

  public void jvmThatExitsIsNoSuccess() {
    KernelReport report = new Guest("exiting").cases(ExitingCases.class).runOne();
    assertThat(report.breakdown().orElse(""))
        .startsWith("the guest ended before all tests were reported: in")
        .contains("init: java ended with exit status 3");
  }

  public void kernelThatDoesNotBootIsEnded() throws Exception {
    // A boot image by its header, and nothing behind it.
    byte[] image = new byte[1 << 20];
    System.arraycopy(new byte[] {'H', 'd', 'r', 'S', 0x0f, 0x02}, 0, image, 0x202, 6);
    image[0x20f] = 3;
    System.arraycopy("6.9.0-hollow x\0".getBytes("US-ASCII"), 0, image, 0x500, 15);
    Path file = Guest.TARGET.resolve("vmlinuz-hollow");
    Files.write(file, image);
    KernelReport report =
        new Guest("hollow")
            .kernels(file.toString())
            .cases(FailingCases.class)
            .limits(Duration.ofSeconds(15), Duration.ofSeconds(15))
            .runOne();
    assertThat(report.failures()).hasSize(1);
    assertThat(report.breakdown().orElse("")).contains("its JVM has not reported yet");
  }

  public void groupsThatSelectNothingFail() {
    Guest guest = new Guest("nothing").cases(FailingCases.class).groups(List.of("nobody"));
    assertThatThrownBy(guest::runOne)
        .isInstanceOf(NoTestsException.class)
        .hasMessage(
            FailingCases.class.getName()
                + ": no test is in these groups: groups=[nobody], found=[]");
  }

  public void moduleThatDoesNotExistIsRefused() {
    Guest guest = new Guest("no-module").cases(FailingCases.class).modules("no_such_module");
    assertThatThrownBy(guest::runOne)
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageMatching("kernel '6\\.12' \\(6\\.12\\..*\\): no module 'no_such_module': .*");
  }
}
