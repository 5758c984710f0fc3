package dev.bpfj.maven.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.testng.annotations.Test;

/**
 * The guide's examples have no imports, so its table of packages has every class that they name.
 */
public final class PackagesPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Path PAGES = ROOT.resolve("src/site/markdown");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`dev\\..*?) \\| (.*) \\|$");
  private static final Pattern QUOTED = Pattern.compile("`([^`]*)`");
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\n]+`");
  private static final Pattern NAME = Pattern.compile("\\b[A-Z]\\w+\\b");
  private static final Pattern PUBLIC =
      Pattern.compile("(?m)^public .*?(?:class|interface|record|enum|@interface) (\\w+)");

  @Test
  public void theTableHasEveryClassThatTheGuideNames() throws IOException {
    Map<String, String> packages = packagesOfPublicClasses();
    Set<String> named = new TreeSet<>();
    try (Stream<Path> pages = Files.walk(PAGES)) {
      // Notes on the design name what users do not.
      Predicate<Path> isOfUsers = page -> !page.startsWith(PAGES.resolve("design"));
      for (Path page : pages.filter(Files::isRegularFile).filter(isOfUsers).toList()) {
        for (MatchResult code : CODE.matcher(Files.readString(page)).results().toList()) {
          NAME.matcher(code.group()).results().map(MatchResult::group).forEach(named::add);
        }
      }
    }
    named.retainAll(packages.keySet());

    assertThat(named).contains("BpfException", "Xdp", "PerCpu", "RingProducer", "Packet");
    assertThat(table().keySet()).containsAll(named);
  }

  @Test
  public void theTableHasThePackagesOfItsClasses() throws IOException {
    Map<String, String> packages = packagesOfPublicClasses();

    table()
        .forEach((name, row) -> assertThat(row).as(name).contains("`" + packages.get(name) + "`"));
  }

  /** The first cell of the row that has a class. */
  private static Map<String, String> table() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    String page = Files.readString(PAGES.resolve("concepts.md"));
    for (MatchResult row : ROW.matcher(page).results().toList()) {
      List<String> names =
          QUOTED.matcher(row.group(2)).results().map(quoted -> quoted.group(1)).toList();
      names.forEach(name -> rows.put(name, row.group(1)));
    }
    return rows;
  }

  private static Map<String, String> packagesOfPublicClasses() throws IOException {
    Map<String, String> packages = new HashMap<>();
    Predicate<Path> isOfUsers = file -> !file.toString().contains("/internal/");
    for (String module : List.of("libbpf-binding", "bpf-test")) {
      Path sources = ROOT.resolve(module).resolve("src/main/java");
      try (Stream<Path> files = Files.walk(sources)) {
        for (Path file : files.filter(isOfUsers).toList()) {
          if (file.toString().endsWith(".java")) {
            String folder = sources.relativize(file.resolveSibling("")).toString();
            PUBLIC
                .matcher(Files.readString(file))
                .results()
                .forEach(type -> packages.put(type.group(1), folder.replace('/', '.')));
          }
        }
      }
    }
    return packages;
  }
}
