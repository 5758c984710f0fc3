package dev.bpfj.kernelvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.kernelvm.incase.PassingCases;
import dev.bpfj.kernelvm.report.KernelReport;
import dev.bpfj.kernelvm.wire.TestOutcome.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testng.annotations.Test;

/** One real kernel in every build. */
public final class BootTest {
  @Test
  public void kernelRunsTheCasesAndNothingIsLeft() throws Exception {
    KernelReport report =
        new Guest("boot").kernels("6.12").cases(PassingCases.class).leakCheck().runOne();
    assertThat(report.failures()).isEmpty();
    assertThat(report.release().orElse("")).startsWith("6.12.");
    assertThat(report.count(Status.PASSED)).isEqualTo(14);
    assertThat(report.count(Status.SKIPPED)).isEqualTo(1);
    assertThat(report.printed().get(PassingCases.class.getName()))
        .isEqualTo("printed in the guest: <&> \u00e4\n");
    Path reports = Guest.TARGET.resolve("kernel-reports/boot/6.12");
    assertThat(reports.resolve("TEST-" + PassingCases.class.getName() + ".xml")).exists();
    assertThat(reports.resolve("guest.cpio")).doesNotExist();
    assertThat(Files.readString(reports.resolve("console.log")))
        .contains("init: java ended with exit status 0")
        .doesNotContain("init: cannot");
  }
}
