package dev.bpfj.maven.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Links and images of all Markdown pages lead to files, and their anchors to headings. */
public final class LinksTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path SITE = ROOT.resolve("src/site");
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\n]+`");
  private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.*)$");
  private static final Pattern ITEM = Pattern.compile("<item name=\"[^\"]*\"\\s+href=\"([^\"]*)\"");

  @DataProvider
  public static Object[][] pages() throws IOException {
    return files(ROOT)
        .map(page -> new Object[] {ROOT.relativize(page).toString()})
        .toArray(Object[][]::new);
  }

  private static Stream<Path> files(Path folder) throws IOException {
    List<Path> pages = new ArrayList<>();
    try (Stream<Path> below = Files.list(folder)) {
      for (Path path : below.sorted().toList()) {
        String name = path.getFileName().toString();
        if (name.endsWith(".md")) {
          pages.add(path);
        } else if (Files.isDirectory(path) && !name.equals("target") && !name.startsWith(".")) {
          pages.addAll(files(path).toList());
        }
      }
    }
    return pages.stream();
  }

  @Test(dataProvider = "pages")
  public void linksOfAPageLeadSomewhere(String page) throws IOException {
    Path file = ROOT.resolve(page);
    String text = CODE.matcher(Files.readString(file)).replaceAll("x");
    List<String> broken = new ArrayList<>();
    for (MatchResult link : LINK.matcher(text).results().toList()) {
      if (!leadsSomewhere(file, link.group(1))) {
        broken.add(link.group());
      }
    }
    assertThat(broken).as(page).isEmpty();
  }

  private static boolean leadsSomewhere(Path page, String link) throws IOException {
    if (link.matches("(https?|mailto):.*|(\\.\\./)*apidocs/.*")) {
      return true; // not looked up; Javadoc is there in the rendered site only
    }
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
    if (page.startsWith(SITE) && target.endsWith("markdown/changelog.md")) {
      target = ROOT.resolve("CHANGELOG.md");
    } else if (link.contains("images/")) {
      target = Path.of(target.toString().replace("/markdown/", "/resources/"));
    }
    return Files.exists(target)
        && (parts.length == 1 || anchors(Files.readString(target)).contains(parts[1]));
  }

  /** The anchors of a page's headings, as GitHub and the site's pages make them. */
  private static Set<String> anchors(String page) {
    Set<String> anchors = new HashSet<>();
    Map<String, Integer> same = new HashMap<>();
    String text = page.replaceAll("(?ms)^```.*?^```$", "");
    for (MatchResult heading : HEADING.matcher(text).results().toList()) {
      String words = heading.group(1).replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1");
      String slug =
          words
              .strip()
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N}_ -]", "")
              .replace(' ', '-');
      int number = same.merge(slug, 1, Integer::sum) - 1;
      anchors.add(number == 0 ? slug : slug + "-" + number);
    }
    return anchors;
  }

  @Test
  public void theSitesMenuHasEveryPage() throws IOException {
    List<String> items =
        ITEM.matcher(Files.readString(SITE.resolve("site.xml")))
            .results()
            .map(item -> item.group(1))
            .filter(item -> !item.startsWith("apidocs/"))
            .toList();
    List<String> pages =
        files(SITE.resolve("markdown"))
            .map(page -> SITE.resolve("markdown").relativize(page).toString())
            .map(page -> page.replaceFirst("\\.md$", ".html"))
            .toList();

    assertThat(items).doesNotHaveDuplicates().containsAll(pages);
    assertThat(items.stream().filter(item -> !item.equals("changelog.html"))).isSubsetOf(pages);
  }
}
