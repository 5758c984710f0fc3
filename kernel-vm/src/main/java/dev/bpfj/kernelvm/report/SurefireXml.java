package dev.bpfj.kernelvm.report;

import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.wire.TestOutcome;
import dev.bpfj.kernelvm.wire.TestOutcome.Status;
import dev.bpfj.kernelvm.wire.TestOutcome.Thrown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a kernel's report as Surefire does: a file {@code TEST-CLASS.xml} a test class, in the
 * format of Surefire's {@code surefire-test-report.xsd}. The suite's name tells the kernel too:
 * what collects reports would take the same class on two kernels for one. A guest that broke down
 * is a test case that failed, of a class {@code kernel}, so that what reads such reports sees it.
 */
public final class SurefireXml {
  private static final String GUEST = "kernel";
  private static final int MOST_OF_NAME = 200;

  private final KernelReport kernel;

  private SurefireXml(KernelReport kernel) {
    this.kernel = kernel;
  }

  /**
   * Writes the files.
   *
   * @param directory where they go; made if need be
   * @param kernel what they say
   */
  public static void write(Path directory, KernelReport kernel) {
    SurefireXml xml = new SurefireXml(kernel);
    try {
      Files.createDirectories(directory);
      for (Map.Entry<String, List<TestOutcome>> entry : xml.byClass().entrySet()) {
        Path file = directory.resolve("TEST-" + fileName(entry.getKey()) + ".xml");
        Files.writeString(file, xml.suite(entry.getKey(), entry.getValue()));
      }
    } catch (IOException e) {
      throw new KernelTestException(directory + ": reports cannot be written: " + e, e);
    }
  }

  // What a guest calls a class may hold anything; no two of them get the same file.
  private static String fileName(String className) {
    String plain = className.replaceAll("[^\\p{L}\\p{N}_.$-]", "_");
    boolean asItIs = plain.equals(className) && plain.length() <= MOST_OF_NAME;
    return asItIs
        ? plain
        : plain.substring(0, Math.min(plain.length(), MOST_OF_NAME))
            + String.format("-%08x", className.hashCode());
  }

  private Map<String, List<TestOutcome>> byClass() {
    Map<String, List<TestOutcome>> classes = new LinkedHashMap<>();
    for (TestOutcome outcome : kernel.outcomes()) {
      classes.computeIfAbsent(outcome.className(), name -> new ArrayList<>()).add(outcome);
    }
    kernel
        .breakdown()
        .ifPresent(
            why -> {
              Thrown thrown = new Thrown("dev.bpfj.kernelvm.Breakdown", why, why, false);
              classes.put(
                  GUEST,
                  List.of(
                      new TestOutcome(
                          GUEST,
                          kernel.kernel(),
                          Status.FAILED,
                          kernel.time(),
                          Optional.of(thrown))));
            });
    return classes;
  }

  private String suite(String className, List<TestOutcome> outcomes) {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    long errors = outcomes.stream().filter(outcome -> isFailed(outcome, false)).count();
    long failures = outcomes.stream().filter(outcome -> isFailed(outcome, true)).count();
    long skipped = outcomes.stream().filter(o -> o.status() == Status.SKIPPED).count();
    double seconds = outcomes.stream().mapToLong(o -> o.time().toNanos()).sum() / 1e9;
    xml.append("<testsuite version=\"3.0.2\"")
        .append(attribute("name", className + " on " + kernel.kernel()))
        .append(attribute("time", seconds(seconds)))
        .append(attribute("tests", Integer.toString(outcomes.size())))
        .append(attribute("errors", Long.toString(errors)))
        .append(attribute("skipped", Long.toString(skipped)))
        .append(attribute("failures", Long.toString(failures)))
        .append(">\n  <properties>\n");
    property(xml, "kernel", kernel.kernel());
    property(xml, "os.version", kernel.release().orElse(""));
    property(xml, "java.version", kernel.java());
    xml.append("  </properties>\n");
    outcomes.forEach(outcome -> testCase(xml, outcome));
    String output = kernel.printed().getOrDefault(className, "");
    if (!output.isEmpty()) {
      xml.append("  <system-out>").append(escape(output)).append("</system-out>\n");
    }
    return xml.append("</testsuite>\n").toString();
  }

  private static boolean isFailed(TestOutcome outcome, boolean assertion) {
    return outcome.status() == Status.FAILED
        && outcome.thrown().map(Thrown::assertion).orElse(true) == assertion;
  }

  private static void property(StringBuilder xml, String name, String value) {
    xml.append("    <property").append(attribute("name", name)).append(attribute("value", value));
    xml.append("/>\n");
  }

  private static void testCase(StringBuilder xml, TestOutcome outcome) {
    xml.append("  <testcase")
        .append(attribute("name", outcome.name()))
        .append(attribute("classname", outcome.className()))
        .append(attribute("time", seconds(outcome.time().toNanos() / 1e9)));
    if (outcome.status() == Status.PASSED) {
      xml.append("/>\n");
      return;
    }
    xml.append(">\n    ");
    if (outcome.status() == Status.SKIPPED) {
      xml.append("<skipped").append(attribute("message", outcome.message())).append("/>");
    } else {
      String element = isFailed(outcome, true) ? "failure" : "error";
      xml.append('<').append(element).append(attribute("message", outcome.message()));
      xml.append(attribute("type", outcome.thrown().map(Thrown::type).orElse(""))).append('>');
      xml.append(escape(outcome.thrown().map(Thrown::trace).orElse("")));
      xml.append("</").append(element).append('>');
    }
    xml.append("\n  </testcase>\n");
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }

  // Line ends in an attribute would be read as blanks.
  private static String attribute(String name, String value) {
    String text = escape(value).replace("\n", "&#10;").replace("\t", "&#9;");
    return " " + name + "=\"" + text + "\"";
  }

  // What XML 1.0 cannot hold at all becomes a question mark.
  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isXml(c) ? c : '?');
              }
            });
    return escaped.toString();
  }

  private static boolean isXml(int c) {
    return c == '\n'
        || c == '\t'
        || (c >= 0x20 && c <= 0xd7ff)
        || (c >= 0xe000 && c <= 0xfffd)
        || c >= 0x10000;
  }
}
