package dev.bpfj.maven.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.maven.support.TestFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Architectures by their many names. */
public final class TargetArchTest {

  @DataProvider
  public static Object[][] machines() {
    return new Object[][] {
      {"amd64", "x86"},
      {"x86_64", "x86"},
      {"aarch64", "arm64"},
      {"s390x", "s390"},
      {"ppc64le", "powerpc"},
      {"riscv64", "riscv"},
      {"loongarch64", "loongarch"},
    };
  }

  @Test(dataProvider = "machines")
  public void isWhatBpfTracingAsksFor(String javaName, String macro) {
    assertThat(TargetArch.macroOf(javaName)).contains(macro);
  }

  @Test
  public void isNothingForAMachineThatBpfTracingDoesNotKnow() {
    assertThat(TargetArch.macroOf("vax")).isEmpty();
  }

  @Test
  public void takesTheHeadersOfTheArchitectureElseThoseThatThereAre() throws IOException {
    Path root = TestFiles.directory();
    try {
      assertThat(TargetArch.multiarchInclude(root, "x86")).isEmpty();
      TestFiles.write(root.resolve("aarch64-linux-gnu/asm/types.h"), "");
      assertThat(TargetArch.multiarchInclude(root, "x86"))
          .contains(root.resolve("aarch64-linux-gnu"));
      TestFiles.write(root.resolve("x86_64-linux-gnu/asm/types.h"), "");
      assertThat(TargetArch.multiarchInclude(root, "x86"))
          .contains(root.resolve("x86_64-linux-gnu"));
      assertThat(TargetArch.multiarchInclude(root, "arm64"))
          .contains(root.resolve("aarch64-linux-gnu"));
    } finally {
      TestFiles.delete(root);
    }
  }
}
