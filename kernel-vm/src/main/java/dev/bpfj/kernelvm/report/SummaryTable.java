package dev.bpfj.kernelvm.report;

import dev.bpfj.kernelvm.test.SkipReason;
import dev.bpfj.kernelvm.wire.TestOutcome;
import dev.bpfj.kernelvm.wire.TestOutcome.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A row a test method, a column a kernel. Cells: {@code ok}, {@code FAIL}, {@code >=5.13} for a
 * skip that names a kernel version, {@code no hw} for one that names hardware, {@code -} for a test
 * that was not reported. A parameterized method's cell shows the worst of its runs.
 */
final class SummaryTable {
  private final KernelTestReport report;
  private final StringBuilder text = new StringBuilder();

  private SummaryTable(KernelTestReport report) {
    this.report = report;
  }

  static String of(KernelTestReport report) {
    return new SummaryTable(report).render();
  }

  private String render() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("", kernel -> kernel.kernel()));
    for (String test : tests()) {
      rows.add(row(test, kernel -> cell(kernel, test)));
    }
    rows.add(row("tests passed", kernel -> Long.toString(kernel.count(Status.PASSED))));
    rows.add(row("failed", kernel -> Long.toString(kernel.count(Status.FAILED))));
    rows.add(row("skipped", kernel -> Long.toString(kernel.count(Status.SKIPPED))));
    rows.add(row("guest", kernel -> kernel.breakdown().isPresent() ? "FAIL" : "ok"));
    rows.add(row("JVM's first word", kernel -> seconds(kernel.boot().toMillis())));
    rows.add(row("in all", kernel -> seconds(kernel.time().toMillis())));
    layOut(rows);
    legend();
    return text.toString();
  }

  private interface Cell {
    String of(KernelReport kernel);
  }

  private List<String> row(String head, Cell cell) {
    List<String> row = new ArrayList<>(List.of(head));
    report.kernels().forEach(kernel -> row.add(cell.of(kernel)));
    return row;
  }

  // In the order in which the first kernel that ran it did.
  private Set<String> tests() {
    Set<String> tests = new LinkedHashSet<>();
    report.kernels().forEach(kernel -> kernel.outcomes().forEach(o -> tests.add(rowName(o))));
    return tests;
  }

  private static String rowName(TestOutcome outcome) {
    String name = outcome.className();
    return name.substring(name.lastIndexOf('.') + 1) + "." + outcome.method();
  }

  private static String cell(KernelReport kernel, String test) {
    List<TestOutcome> runs =
        kernel.outcomes().stream().filter(outcome -> rowName(outcome).equals(test)).toList();
    if (runs.isEmpty()) {
      return "-";
    }
    if (runs.stream().anyMatch(run -> run.status() == Status.FAILED)) {
      return "FAIL";
    }
    Set<String> skips =
        runs.stream()
            .filter(run -> run.status() == Status.SKIPPED)
            .map(run -> skip(run.message()))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    boolean all = runs.stream().allMatch(run -> run.status() == Status.SKIPPED);
    return (all ? "" : "ok ").concat(String.join(" ", skips)).strip();
  }

  private static String skip(String message) {
    return SkipReason.parse(message)
        .flatMap(SkipReason::minimum)
        .map(minimum -> ">=" + minimum)
        .orElse("no hw");
  }

  private static String seconds(long millis) {
    return String.format("%.1f s", millis / 1000.0);
  }

  private void layOut(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String pad = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? row.get(i) + pad : "  " + pad + row.get(i));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }

  // Reasons with the kernels and tests that gave them.
  private void legend() {
    Map<String, Set<String>> reasons = new LinkedHashMap<>();
    for (KernelReport kernel : report.kernels()) {
      kernel.outcomes().stream()
          .filter(outcome -> outcome.status() == Status.SKIPPED)
          .forEach(
              outcome ->
                  reasons
                      .computeIfAbsent(
                          rowName(outcome) + ": " + outcome.message(), key -> new LinkedHashSet<>())
                      .add(kernel.kernel()));
    }
    reasons.forEach(
        (reason, kernels) ->
            text.append("skipped on ")
                .append(String.join(", ", kernels))
                .append(": ")
                .append(reason)
                .append('\n'));
  }
}
