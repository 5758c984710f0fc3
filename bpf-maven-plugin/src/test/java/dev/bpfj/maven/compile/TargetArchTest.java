package dev.bpfj.maven.compile;

import static org.assertj.core.api.Assertions.assertThat;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Architectures by their many names. */
public final class TargetArchTest {
  @DataProvider
  public static Object[][] machines() {
    return new Object[][] {
      {"amd64", "x86"},
      {"x86_64", "x86"},
      {"AArch64", "arm64"},
      {"armv7l", "arm"},
      {"s390x", "s390"},
      {"ppc64le", "powerpc"},
      {"riscv64", "riscv"},
      {"loongarch64", "loongarch"},
      {"loongarch", "loongarch"},
    };
  }

  @Test(dataProvider = "machines")
  public void isWhatBpfTracingAsksFor(String name, String macro) {
    assertThat(TargetArch.find(name).map(TargetArch::macro)).contains(macro);
  }

  @Test
  public void isNothingForAMachineThatBpfTracingDoesNotKnow() {
    assertThat(TargetArch.find("vax")).isEmpty();
  }
}
