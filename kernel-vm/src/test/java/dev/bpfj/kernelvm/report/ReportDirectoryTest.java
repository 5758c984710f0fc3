package dev.bpfj.kernelvm.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.kernelvm.InvalidRequestException;
import dev.bpfj.kernelvm.wire.TestOutcome;
import dev.bpfj.kernelvm.wire.TestOutcome.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What a run deletes and writes for a kernel, whatever kernel and guest call things. */
public final class ReportDirectoryTest {
  private Path base = Path.of("");
  private Path reports = Path.of("");
  private Path mine = Path.of("");

  @BeforeMethod
  void makeDirectories() throws IOException {
    base = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "reports");
    reports = Files.createDirectories(base.resolve("build/reports"));
    mine = Files.writeString(base.resolve("mine"), "x");
  }

  @Test
  public void whatAnEarlierRunWroteIsDeleted() throws IOException {
    Path old = Files.createDirectories(reports.resolve("6.1/work/natives"));
    for (String name :
        List.of("TEST-a.B.xml", "console.log", "qemu.log", "results.bin", "guest.cpio")) {
      Files.writeString(reports.resolve("6.1").resolve(name), "");
    }

    assertThat(ReportDirectory.cleared(reports, "6.1")).isEqualTo(reports.resolve("6.1"));
    assertThat(old).doesNotExist();
    assertThat(reports.resolve("6.1")).doesNotExist();
  }

  @DataProvider
  Object[][] names() {
    return new Object[][] {{".."}, {"."}, {""}, {"../.."}, {"x/../.."}, {"/etc"}};
  }

  @Test(dataProvider = "names")
  public void aKernelsNameLeadsNowhereElse(String name) {
    assertThatThrownBy(() -> ReportDirectory.cleared(reports, name))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "kernel '" + name + "': not a name that a directory of reports can have: rename it");
    assertThat(mine).exists();
    assertThat(reports).exists();
  }

  @Test
  public void whatIsSomebodyElsesStays() throws IOException {
    Path kernel = Files.writeString(reports.resolve("vmlinuz"), "the kernel itself");
    Path notes = Files.createDirectories(reports.resolve("6.1")).resolve("notes.txt");
    Files.writeString(notes, "");
    Path link = Files.createSymbolicLink(reports.resolve("6.12"), base);

    for (String name : List.of("vmlinuz", "6.1", "6.12")) {
      String found = name.equals("6.1") ? "notes.txt" : name;
      assertThatThrownBy(() -> ReportDirectory.cleared(reports, name))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessage(
              reports.resolve(name)
                  + ": not written by an earlier run, so it is not deleted: found=["
                  + found
                  + "]: name another directory for the reports, or move it away");
    }
    assertThat(List.of(kernel, notes, link, mine)).allMatch(Files::exists);
  }

  @Test
  public void aGuestsNameOfAClassLeadsNowhereElse() throws IOException {
    List<String> names =
        List.of("x/../../../escaped", "a\nb", "a_b", "\u202e", "n".repeat(5000), "a.B$C", "имя.T");
    List<TestOutcome> outcomes =
        names.stream()
            .map(name -> new TestOutcome(name, "t", Status.PASSED, Duration.ZERO, Optional.empty()))
            .toList();
    Path directory = reports.resolve("6.1");

    SurefireXml.write(
        directory,
        new KernelReport(
            "6.1",
            Optional.of("6.1.0"),
            "17",
            outcomes,
            Map.of(),
            Optional.empty(),
            Duration.ZERO,
            Duration.ZERO));

    try (Stream<Path> files = Files.walk(base)) {
      List<String> written =
          files
              .filter(file -> file.toString().endsWith(".xml"))
              .map(directory::relativize)
              .map(Path::toString)
              .toList();
      assertThat(written)
          .hasSize(names.size())
          .contains("TEST-a.B$C.xml", "TEST-имя.T.xml", "TEST-a_b.xml")
          .allSatisfy(name -> assertThat(name).matches("TEST-[\\p{L}\\w.$-]{1,220}\\.xml"));
    }
  }
}
