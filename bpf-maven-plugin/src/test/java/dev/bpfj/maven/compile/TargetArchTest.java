package dev.bpfj.maven.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.maven.support.TestFiles;
import dev.bpfj.maven.support.WithDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Architectures by their many names, and their headers. */
public final class TargetArchTest extends WithDirectory {
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

  private Optional<Path> headers(String wanted) {
    return new SystemHeaders(root, TargetArch.find(wanted), TargetArch.find("amd64")).directory();
  }

  @Test
  public void takesTheHeadersOfTheArchitectureElseThoseThatThereAre() throws IOException {
    assertThat(headers("x86")).isEmpty();
    TestFiles.write(root.resolve("include/aarch64-linux-gnu/asm/types.h"), "");
    assertThat(headers("x86")).contains(root.resolve("include/aarch64-linux-gnu"));
    TestFiles.write(root.resolve("include/x86_64-linux-gnu/asm/types.h"), "");
    assertThat(headers("x86")).contains(root.resolve("include/x86_64-linux-gnu"));
    assertThat(headers("arm64")).contains(root.resolve("include/aarch64-linux-gnu"));
  }

  @Test
  public void takesTheHeadersOfACrossCompilersPackage() throws IOException {
    TestFiles.write(root.resolve("include/x86_64-linux-gnu/asm/types.h"), "");
    TestFiles.write(root.resolve("s390x-linux-gnu/include/asm/types.h"), "");
    assertThat(headers("s390")).contains(root.resolve("s390x-linux-gnu/include"));
  }
}
