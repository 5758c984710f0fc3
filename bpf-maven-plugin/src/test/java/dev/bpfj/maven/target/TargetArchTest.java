package dev.bpfj.maven.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.maven.build.InputException;
import java.util.List;
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
  public void theUsersNamesAreTakenOnceAndInTheirOrder() {
    assertThat(TargetArch.named(List.of("riscv", "amd64", "x86_64", "s390")))
        .extracting(TargetArch::name)
        .containsExactly("riscv64", "x86_64", "s390x");
  }

  @Test
  public void anUnknownArchitectureIsRefusedWithThoseThatThereAre() {
    assertThatThrownBy(() -> TargetArch.named(List.of("arm64", "foo")))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "bpf.targets: no such architecture: value=foo, expected=x86_64, arm64, arm, s390x,"
                + " ppc64le, ppc64, riscv64, loongarch64, mips64el, mips64, sparc64, arc, or what"
                + " libbpf or uname -m call them, such as x86 or aarch64");
  }

  @Test
  public void isNothingForAMachineThatBpfTracingDoesNotKnow() {
    assertThat(TargetArch.find("vax")).isEmpty();
  }
}
