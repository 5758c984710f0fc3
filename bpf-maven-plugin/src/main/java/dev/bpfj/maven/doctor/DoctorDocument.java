package dev.bpfj.maven.doctor;

import dev.bpfj.maven.inspect.JsonText;
import dev.bpfj.object.PrintableText;
import java.util.List;

/** Findings as a document. */
public final class DoctorDocument {
  private DoctorDocument() {}

  /**
   * A report for people: a line for each finding, and below it how to fix it.
   *
   * @param findings what was found
   * @return the text
   */
  public static String text(List<Finding> findings) {
    StringBuilder out = new StringBuilder();
    String purpose = "";
    for (Finding finding : findings) {
      if (!finding.purpose().equals(purpose)) {
        purpose = finding.purpose();
        out.append("to ").append(purpose).append('\n');
      }
      String head = String.format("  %-8s%s: ", finding.verdict().word(), finding.name());
      out.append(head).append(PrintableText.of(finding.found())).append('\n');
      if (!finding.fix().isEmpty()) {
        out.append("          to fix it: ").append(finding.fix()).append('\n');
      }
    }
    return out.toString();
  }

  /**
   * For programs: {@code {"findings": [{"purpose", "name", "verdict", "found", "fix"}]}}. Members
   * may be added, but are never renamed or removed.
   *
   * @param findings what was found
   * @return the JSON text
   */
  public static String json(List<Finding> findings) {
    return JsonText.of(
        json ->
            json.list(
                "findings",
                findings,
                finding -> {
                  json.text("purpose", finding.purpose());
                  json.text("name", finding.name());
                  json.text("verdict", finding.verdict().word());
                  json.text("found", finding.found());
                  json.text("fix", finding.fix());
                }));
  }
}
