package dev.bpfj.selftests.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.testng.annotations.Test;

/** The site's table of kernels, made of reports in which everything happens once. */
@Test(groups = "host")
public final class SupportPageTest {
  private static final String OLD =
      """
      <testsuite name="p.MapTest"><properties>
        <property name="os.version" value="5.10.0-1"/><property name="java.version" value="17"/>
      </properties>
      <testcase name="aMap[hash](1)" classname="p.MapTest"/>
      <testcase name="aMap[user ring](2)" classname="p.MapTest">
        <skipped message="requires kernel 6.1: user rings"/></testcase>
      <testcase name="opensById" classname="p.MapTest"><failure message="no"/></testcase>
      <testcase name="oneOfAKind" classname="p.MapTest">
        <skipped message="requires kernel 6.1: user rings"/></testcase>
      <system-out>supports: map type: hash: yes
      supports: map type: user_ringbuf: no
      other text: of a test
      </system-out></testsuite>
      """;
  private static final String NEW =
      """
      <testsuite name="p.MapTest"><properties>
        <property name="os.version" value="6.12.1"/><property name="java.version" value="17"/>
      </properties>
      <testcase name="aMap[hash](1)" classname="p.MapTest"/>
      <testcase name="opensById" classname="p.MapTest"/>
      <testcase name="oneOfAKind" classname="p.MapTest"/>
      <system-out>supports: map type: hash: yes
      supports: map type: user_ringbuf: yes
      supports: map type: arena: yes
      </system-out></testsuite>
      """;

  public void aColumnForEachKernelAndARowForEachFinding() throws IOException {
    Path reports = Files.createTempDirectory("bpfj-reports");
    Path old = write(reports.resolve("5.10"), OLD);
    Path newer = write(reports.resolve("6.12"), NEW);
    try {
      Map<String, String> pages = SupportPage.of(reports);

      assertThat(pages).containsOnlyKeys(SupportPage.MAIN, SupportPage.TESTS, SupportPage.PICTURE);
      assertThat(pages.get(SupportPage.MAIN))
          .startsWith("# What each kernel supports\n\n![")
          .endsWith(
              """
              - 5.10: Linux 5.10.0-1, Java 17
              - 6.12: Linux 6.12.1, Java 17

              ## Results of the probes

              | map type | 5.10 | 6.12 |
              |---|---|---|
              | `hash` | yes | yes |
              | `user_ringbuf` | no | yes |
              | `arena` | - | yes |

              ## Features that tests were skipped for

              | feature | 5.10 | 6.12 |
              |---|---|---|
              | kernel 6.1: user rings | no | yes |
              """);
      assertThat(pages.get(SupportPage.TESTS))
          .startsWith("# The tests on each kernel\n\n")
          .endsWith(
              """
              | MapTest | 5.10 | 6.12 |
              |---|---|---|
              | a map | in part | yes |
              | one of a kind | no | yes |
              | opens by id | FAILED | yes |
              """);
      assertThat(pages.get(SupportPage.PICTURE))
          .contains(">user_ringbuf</text>", ">user rings (6.1)</text>", ">✓</text>", ">–</text>");
    } finally {
      for (Path file : new Path[] {old, newer, old.getParent(), newer.getParent(), reports}) {
        Files.delete(file);
      }
    }
  }

  private static Path write(Path folder, String report) throws IOException {
    return Files.writeString(Files.createDirectory(folder).resolve("TEST-p.MapTest.xml"), report);
  }
}
