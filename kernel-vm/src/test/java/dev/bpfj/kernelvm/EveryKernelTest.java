package dev.bpfj.kernelvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.kernelvm.incase.PassingCases;
import dev.bpfj.kernelvm.report.KernelTestReport;
import org.testng.annotations.Test;

/** The same cases on every kernel of the list. */
public final class EveryKernelTest {
  @Test(groups = "every-kernel")
  public void everyListedKernelRunsTheCases() {
    KernelTestReport report =
        new Guest("every-kernel")
            .kernels("5.10", "6.1", "6.12", "7.3")
            .cases(PassingCases.class)
            .run();
    System.out.println(report.summary());
    assertThat(report.failures()).isEmpty();
  }
}
