package dev.bpfj.selftests.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Makes the site's table of kernels from the reports of the tests that ran in them: what the probes
 * said, what tests were skipped for, and which tests passed.
 */
public final class SupportPage {
  /** What a line of an answer begins with: {@code supports: map type: hash: yes}. */
  public static final String MARK = "supports: ";

  private final Map<String, KernelResults> kernels = new TreeMap<>(SupportPage::compareVersions);
  private final StringBuilder page = new StringBuilder();

  private SupportPage() {}

  /**
   * Makes the page.
   *
   * @param args the folder with a folder of reports for each kernel, and the file to write
   * @throws IOException if one of them cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    Files.writeString(Path.of(args[1]), of(Path.of(args[0])));
  }

  /** The page's text. */
  static String of(Path reports) throws IOException {
    SupportPage made = new SupportPage();
    try (Stream<Path> folders = Files.list(reports).filter(Files::isDirectory)) {
      for (Path folder : folders.toList()) {
        made.kernels.put(folder.getFileName().toString(), KernelResults.read(folder));
      }
    }
    return made.render();
  }

  private static int compareVersions(String one, String other) {
    return Stream.of(one, other).allMatch(name -> name.matches("\\d+\\.\\d+"))
        ? java.util.Arrays.compare(numbers(one), numbers(other))
        : one.compareTo(other);
  }

  private static int[] numbers(String version) {
    return Stream.of(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
  }

  private String render() {
    page.append("# What each kernel supports\n\n");
    page.append(
        "Written by `selftests/kernels-page` from what the tests found in these kernels:\n\n");
    kernels.forEach(
        (name, results) -> page.append("- ").append(name).append(": ").append(results.about()));
    page.append("\nA kernel's configuration counts too: these are Debian's cloud kernels.\n");
    answers();
    features();
    tests();
    return page.toString();
  }

  private interface Cell {
    String of(KernelResults results);
  }

  private void head(String what) {
    page.append("\n| ").append(what).append(" |");
    kernels.keySet().forEach(kernel -> page.append(' ').append(kernel).append(" |"));
    page.append("\n|---|").append("---|".repeat(kernels.size())).append('\n');
  }

  private void row(String name, Cell cell) {
    page.append("| ").append(name).append(" |");
    kernels.values().forEach(kernel -> page.append(' ').append(cell.of(kernel)).append(" |"));
    page.append('\n');
  }

  /** A table for each kind that was probed; the first kernel that said so gives the order. */
  private void answers() {
    Map<String, Set<String>> kinds = new LinkedHashMap<>();
    for (KernelResults results : kernels.values()) {
      results
          .answers()
          .forEach(
              (kind, answers) ->
                  kinds.computeIfAbsent(kind, k -> new LinkedHashSet<>()).addAll(answers.keySet()));
    }
    page.append("\n## Results of the probes\n");
    kinds.forEach(
        (kind, names) -> {
          head(kind);
          names.forEach(name -> row("`" + name + "`", results -> results.answer(kind, name)));
        });
  }

  /** What tests were skipped for somewhere, by version and name. */
  private void features() {
    Set<String> features = new TreeSet<>();
    kernels.values().forEach(results -> features.addAll(results.missing()));
    page.append("\n## Features that tests were skipped for\n");
    head("feature");
    features.forEach(feature -> row(feature, results -> results.has(feature) ? "yes" : "no"));
  }

  private void tests() {
    Map<String, Set<String>> classes = new TreeMap<>();
    for (KernelResults results : kernels.values()) {
      results
          .tests()
          .forEach(
              (name, methods) ->
                  classes.computeIfAbsent(name, n -> new TreeSet<>()).addAll(methods));
    }
    page.append("\n## The tests\n\n");
    page.append("`in part` where some of a test's cases were skipped, for what is said above.\n");
    classes.forEach(
        (name, methods) -> {
          head(name);
          methods.forEach(method -> row(words(method), results -> results.test(name, method)));
        });
  }

  /** {@code typeOfAMap} in words. */
  private static String words(String method) {
    return String.join(
            " ", List.of(method.split("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")))
        .toLowerCase(Locale.ROOT);
  }
}
