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
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Makes the site's pages of kernels from the reports of the tests that ran in them: a picture, what
 * the probes said and what tests were skipped for, and on a page of its own which tests passed.
 */
public final class SupportPage {
  /** What a line of an answer begins with: {@code supports: map type: hash: yes}. */
  public static final String MARK = "supports: ";

  static final String MAIN = "kernels.md";
  static final String TESTS = "kernels-tests.md";
  static final String PICTURE = "../resources/images/kernels.svg";

  private final Map<String, KernelResults> kernels = new TreeMap<>(SupportPage::compareVersions);
  private StringBuilder page = new StringBuilder();

  private final SupportPicture picture = new SupportPicture();

  private SupportPage() {}

  /**
   * Makes the pages.
   *
   * @param args the folder with a folder of reports for each kernel, and the file to write in the
   *     site's folder of pages; the other files are written where the site has them
   * @throws IOException if one of them cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[1]).toAbsolutePath();
    for (Map.Entry<String, String> each : of(Path.of(args[0])).entrySet()) {
      String name = each.getKey().equals(MAIN) ? file.getFileName().toString() : each.getKey();
      Files.writeString(file.resolveSibling(name).normalize(), each.getValue());
    }
  }

  /** The texts by their files. */
  static Map<String, String> of(Path reports) throws IOException {
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

  private Map<String, String> render() {
    page.append("# What each kernel supports\n\n");
    page.append("![Program types, map types, link types and features by kernel; the tables below ");
    page.append("have the same](images/kernels.svg)\n\n");
    page.append(
        "A kernel's configuration counts too: these are Debian's cloud kernels. Written by ");
    page.append(
        "`selftests/kernels-page` from\nwhat the tests found in these kernels; [all tests](");
    page.append(TESTS).append(") have a page of their own.\n\n");
    kernels.forEach(
        (name, results) -> page.append("- ").append(name).append(": ").append(results.about()));
    answers();
    features();
    String main = page.toString();
    page = new StringBuilder("# The tests on each kernel\n\n");
    page.append("What is behind [what each kernel supports](").append(MAIN);
    page.append("). `in part` where some of a test's cases were skipped for a\nfeature that ");
    page.append("is missing.\n");
    tests();
    return Map.of(
        MAIN, main, TESTS, page.toString(), PICTURE, picture.draw(List.copyOf(kernels.keySet())));
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

  private void draw(
      String title, Set<String> names, BiFunction<KernelResults, String, String> answer) {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (String name : names) {
      // A guest's hardware is no kernel's.
      if (name.startsWith("hardware")) {
        continue;
      }
      String shown =
          name.replaceFirst("^kernel ([\\d.]+): (attach to a )?(.*)$", "$3 ($1)").replace("`", "");
      rows.put(
          shown, kernels.values().stream().map(results -> answer.apply(results, name)).toList());
    }
    picture.add(title, rows);
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
          draw(kind, names, (results, name) -> results.answer(kind, name));
        });
  }

  /** What tests were skipped for somewhere, by version and name. */
  private void features() {
    Set<String> features = new TreeSet<>();
    kernels.values().forEach(results -> features.addAll(results.missing()));
    page.append("\n## Features that tests were skipped for\n");
    head("feature");
    features.forEach(feature -> row(feature, results -> results.has(feature) ? "yes" : "no"));
    draw("feature", features, (results, name) -> results.has(name) ? "yes" : "no");
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
