package dev.bpfj.kernelvm.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.kernelvm.wire.TestOutcome;
import dev.bpfj.kernelvm.wire.TestOutcome.Status;
import dev.bpfj.kernelvm.wire.TestOutcome.Thrown;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

public final class KernelReportTest {
  private static TestOutcome outcome(String name, Status status, String message) {
    Optional<Thrown> thrown =
        status == Status.PASSED
            ? Optional.empty()
            : Optional.of(
                new Thrown("java.lang.AssertionError", message, "trace of " + name, true));
    return new TestOutcome("a.b.FooTest", name, status, Duration.ofMillis(1500), thrown);
  }

  private static KernelReport report(String kernel, String release, TestOutcome... outcomes) {
    return KernelReport.judged(
        new KernelReport(
            kernel,
            Optional.of(release),
            "17",
            List.of(outcomes),
            Map.of("a.b.FooTest", "said <this> & \u0007that\n"),
            Optional.empty(),
            Duration.ofMillis(3210),
            Duration.ofMillis(7654)));
  }

  @DataProvider
  Object[][] skips() {
    return new Object[][] {
      {"older than the feature", "5.10.1", "requires kernel 5.13: x", List.of()},
      {
        "as old as the feature",
        "5.13.0",
        "requires kernel 5.13: x",
        List.of(
            "k: a.b.FooTest.skips: skipped, but kernel 5.13 is new enough: requires kernel 5.13: x"),
      },
      {
        "without a capability",
        "5.10.1",
        "requires capability CAP_BPF: run the tests as root",
        List.of(
            "k: a.b.FooTest.skips: skipped, but tests are root in a guest: requires capability"
                + " CAP_BPF: run the tests as root"),
      },
      {"without hardware", "7.3.0", "requires hardware: x", List.of()},
      {
        "without a reason",
        "5.10.1",
        "not today",
        List.of(
            "k: a.b.FooTest.skips: skipped without a reason that counts: message='not today',"
                + " expected='requires kernel VERSION: FEATURE' or 'requires hardware: WHAT'"),
      },
    };
  }

  @Test(dataProvider = "skips")
  public void skipIsRightOnlyWithAReasonThatCounts(
      String name, String release, String message, List<String> failures) {
    KernelReport report =
        report(
            "k",
            release,
            outcome("runs", Status.PASSED, ""),
            outcome("skips", Status.SKIPPED, message));
    assertThat(report.failures()).isEqualTo(failures);
  }

  @Test
  public void everythingSkippedIsAFailure() {
    KernelReport report =
        report(
            "5.10",
            "5.10.0",
            outcome("a", Status.SKIPPED, "requires kernel 6.0: x"),
            outcome("b", Status.SKIPPED, "requires hardware: y"));
    assertThat(report.failures()).containsExactly("5.10: every test was skipped: tests=2");
  }

  @Test
  public void nothingRunIsAFailure() {
    assertThat(report("5.10", "5.10.0").failures())
        .containsExactly("5.10: no test ran: the groups and names that were asked for select none");
  }

  @Test
  public void tableShowsKernelsAndTests() {
    KernelReport old =
        report(
            "5.10",
            "5.10.0",
            outcome("adds[1](1)", Status.PASSED, ""),
            outcome("adds[2](2)", Status.SKIPPED, "requires kernel 5.13: twos"),
            outcome("counts", Status.SKIPPED, "requires hardware: a counter"),
            outcome("fails", Status.FAILED, "wrong"));
    KernelReport current =
        report(
            "6.12",
            "6.12.0",
            outcome("adds[1](1)", Status.PASSED, ""),
            outcome("adds[2](2)", Status.PASSED, ""),
            outcome("counts", Status.SKIPPED, "requires hardware: a counter"));
    KernelReport broken = KernelReport.brokenDown("7.3", "the guest ended");
    assertThat(new KernelTestReport(List.of(old, current, broken)).summary())
        .isEqualTo(
            """
                                   5.10   6.12    7.3
            FooTest.adds      ok >=5.13     ok      -
            FooTest.counts        no hw  no hw      -
            FooTest.fails          FAIL      -      -
            tests passed              1      2      0
            failed                    1      0      0
            skipped                   2      1      0
            guest                    ok     ok   FAIL
            JVM's first word      3.2 s  3.2 s  0.0 s
            in all                7.7 s  7.7 s  0.0 s
            skipped on 5.10: FooTest.adds: requires kernel 5.13: twos
            skipped on 5.10, 6.12: FooTest.counts: requires hardware: a counter
            """);
  }

  @Test
  public void failuresNameKernelAndTest() {
    KernelTestReport report =
        new KernelTestReport(
            List.of(
                report("6.1", "6.1.0", outcome("fails", Status.FAILED, "1 is not 2")),
                KernelReport.brokenDown("7.3", "the guest ended")));
    assertThat(report.passed()).isFalse();
    assertThat(report.failures())
        .containsExactly("6.1: a.b.FooTest.fails: 1 is not 2", "7.3: the guest ended");
  }

  @Test
  public void xmlSaysWhatSurefiresWould() throws Exception {
    Path directory = Files.createTempDirectory(Path.of("target"), "xml");
    SurefireXml.write(
        directory,
        report(
            "6.1",
            "6.1.0",
            outcome("runs[\"<&>\"](1)", Status.PASSED, ""),
            outcome("fails", Status.FAILED, "line 1\nline 2"),
            outcome("skips", Status.SKIPPED, "requires kernel 6.5: x")));
    Element suite = parse(directory.resolve("TEST-a.b.FooTest.xml")).getDocumentElement();
    assertThat(suite.getAttribute("name")).isEqualTo("a.b.FooTest on 6.1");
    assertThat(suite.getAttribute("tests")).isEqualTo("3");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("errors")).isEqualTo("0");
    assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    assertThat(suite.getAttribute("time")).isEqualTo("4.500");
    Element passed = (Element) suite.getElementsByTagName("testcase").item(0);
    assertThat(passed.getAttribute("name")).isEqualTo("runs[\"<&>\"](1)");
    Element failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message")).isEqualTo("line 1\nline 2");
    assertThat(failure.getTextContent()).isEqualTo("trace of fails");
    Element skipped = (Element) suite.getElementsByTagName("skipped").item(0);
    assertThat(skipped.getAttribute("message")).isEqualTo("requires kernel 6.5: x");
    assertThat(suite.getElementsByTagName("system-out").item(0).getTextContent())
        .isEqualTo("said <this> & ?that\n");
  }

  @Test
  public void guestThatBrokeDownIsATestCaseThatFailed() throws Exception {
    Path directory = Files.createTempDirectory(Path.of("target"), "xml");
    SurefireXml.write(directory, KernelReport.brokenDown("6.1", "panic & more"));
    Element suite = parse(directory.resolve("TEST-kernel.xml")).getDocumentElement();
    Element error = (Element) suite.getElementsByTagName("error").item(0);
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    assertThat(error.getAttribute("message")).isEqualTo("panic & more");
    assertThat(((Element) error.getParentNode()).getAttribute("name")).isEqualTo("6.1");
  }

  private static Document parse(Path file)
      throws IOException, ParserConfigurationException, SAXException {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(Files.readString(file))));
  }
}
