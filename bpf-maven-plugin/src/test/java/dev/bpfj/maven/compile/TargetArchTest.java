package dev.bpfj.maven.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.maven.support.TestFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Architectures by their many names, and their headers. */
public final class TargetArchTest {
  private Path usr = Path.of("");

  @BeforeMethod
  void makeDirectory() throws IOException {
    usr = TestFiles.directory();
  }

  @AfterMethod
  void deleteDirectory() throws IOException {
    TestFiles.delete(usr);
  }

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
    return new SystemHeaders(usr, TargetArch.find(wanted), TargetArch.find("amd64")).directory();
  }

  @Test
  public void takesTheHeadersOfTheArchitectureElseThoseThatThereAre() throws IOException {
    assertThat(headers("x86")).isEmpty();
    TestFiles.write(usr.resolve("include/aarch64-linux-gnu/asm/types.h"), "");
    assertThat(headers("x86")).contains(usr.resolve("include/aarch64-linux-gnu"));
    TestFiles.write(usr.resolve("include/x86_64-linux-gnu/asm/types.h"), "");
    assertThat(headers("x86")).contains(usr.resolve("include/x86_64-linux-gnu"));
    assertThat(headers("arm64")).contains(usr.resolve("include/aarch64-linux-gnu"));
  }

  @Test
  public void takesTheHeadersOfACrossCompilersPackage() throws IOException {
    TestFiles.write(usr.resolve("include/x86_64-linux-gnu/asm/types.h"), "");
    TestFiles.write(usr.resolve("s390x-linux-gnu/include/asm/types.h"), "");
    assertThat(headers("s390")).contains(usr.resolve("s390x-linux-gnu/include"));
  }
}
