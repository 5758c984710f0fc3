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
import java.util.regex.Matcher;
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
  private static final Pattern JAVADOC = Pattern.compile("(?:\\.\\./)*apidocs/(.*)");
  // A module of the site's Javadoc, as the root's POM copies it.
  private static final Pattern OF_JAVADOC =
      Pattern.compile("<fileset dir=\"([^/\"]+)/src/main/java\" excludes=\"module-info.java\"/>");
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
    if (link.matches("(https?|mailto):.*|inspect-example.html")) {
      return true; // not looked up, or in the rendered site only
    }
    Matcher javadoc = JAVADOC.matcher(link);
    if (javadoc.matches()) {
      return isDocumented(javadoc.group(1));
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

  /** Whether the site's Javadoc has a page: that of its contents, of a package or of a class. */
  private static boolean isDocumented(String page) throws IOException {
    String source =
        page.replace("package-summary.html", "package-info.java")
            .replaceFirst("(\\.[A-Z]\\w*)*\\.html(#.*)?$", ".java");
    return page.equals("index.html")
        || modulesOfTheJavadoc().stream()
            .anyMatch(module -> Files.exists(ROOT.resolve(module + "/src/main/java/" + source)));
  }

  private static List<String> modulesOfTheJavadoc() throws IOException {
    return OF_JAVADOC
        .matcher(Files.readString(ROOT.resolve("pom.xml")))
        .results()
        .map(module -> module.group(1))
        .toList();
  }

  @Test
  public void theJavadocHasEveryModuleThatUsersCall() throws IOException {
    List<String> modules = new ArrayList<>();
    try (Stream<Path> folders = Files.list(ROOT)) {
      for (Path folder : folders.filter(f -> Files.exists(f.resolve("pom.xml"))).toList()) {
        // What is deployed, and held to its API by comparison with the last release.
        boolean isCalled =
            !Files.readString(folder.resolve("pom.xml"))
                .matches("(?s).*<(api|maven.deploy).skip>t.*");
        if (isCalled && Files.exists(folder.resolve("src/main/java/dev"))) {
          modules.add(folder.getFileName().toString());
        }
      }
    }
    assertThat(modules).contains("libbpf-binding", "bpf-micrometer", "bpf-jfr");
    assertThat(modulesOfTheJavadoc()).containsExactlyInAnyOrderElementsOf(modules);
  }

  @Test
  public void theJavadocHasNoPackageThatItsModuleKeeps() throws IOException {
    List<String> kept = new ArrayList<>();
    for (String module : modulesOfTheJavadoc()) {
      Path sources = ROOT.resolve(module).resolve("src/main/java");
      if (Files.exists(sources.resolve("module-info.java"))) {
        String exports = Files.readString(sources.resolve("module-info.java"));
        packages(sources)
            .filter(name -> !exports.contains("exports " + name + ";"))
            .forEach(kept::add);
      }
    }
    String pom = Files.readString(ROOT.resolve("pom.xml"));
    List<String> excluded = List.of(pom.replaceFirst("(?s).*-exclude (\\S+)\".*", "$1").split(":"));
    assertThat(kept).contains("dev.bpfj.object.elf").allMatch(name -> isBelow(name, excluded));
  }

  private static Stream<String> packages(Path sources) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(file -> file.endsWith("package-info.java"))
          .map(file -> sources.relativize(file.getParent()).toString().replace('/', '.'))
          .toList()
          .stream();
    }
  }

  private static boolean isBelow(String name, List<String> packages) {
    return packages.stream().anyMatch(outer -> (name + ".").startsWith(outer + "."));
  }

  /**
   * What somebody who knows libbpf asks; the page is in the menu, the section in the page's list.
   */
  @DataProvider
  public static Object[][] questions() {
    return new Object[][] {
      {"how do I get from nothing to a running tool?", "start.md#build-and-run"},
      {"what is bpf_object__open, load, attach here?", "concepts.md#the-life-of-a-skeleton"},
      {"where is bpf_program__attach_kprobe_opts?", "programs.md"},
      {"what is ring_buffer__new?", "coming-from.md#from-c-and-libbpf"},
      {"how do I set rodata before load?", "skeletons.md#global-variables"},
      {"how do I resize a map before load?", "maps.md#before-load"},
      {"how do I read per-CPU values?", "maps.md#arrays-and-per-cpu-values"},
      {"how do I look up without allocating?", "maps.md#without-allocating"},
      {"why does my event struct have no class?", "skeletons.md#types-of-records"},
      {"which Java type is __u64?", "skeletons.md#types"},
      {"how do I get vmlinux.h?", "vmlinux.md#the-default-header"},
      {"which headers and which clang are used?", "index.md#a-project"},
      {"which libbpf is loaded?", "skeletons.md#libbpf"},
      {"which capabilities do I need?", "privileges.md"},
      {"how do I run it without root under systemd?", "deployment.md#with-systemd"},
      {"which flags does docker need?", "deployment.md#in-a-container"},
      {"what does the verifier's message mean?", "troubleshooting.md#a-rejection-by-the-verifier"},
      {"does this kernel have tcx?", "errors.md#probing-the-kernel"},
      {"how do I test on another kernel?", "kernel-test.md"},
      {"is everything thread-safe?", "concepts.md#threads"},
      {"which package has BpfException?", "concepts.md#packages"},
      {"what happens on Ctrl-C?", "concepts.md#the-end-of-the-process"},
      {
        "what happens to links and pins at close?",
        "concepts.md#what-belongs-to-what-and-for-how-long"
      },
      {"what is slower than C, and by how much?", "benchmarks.md"}
    };
  }

  @Test(dataProvider = "questions")
  public void aQuestionIsAnsweredWithinTwoClicks(String question, String answer)
      throws IOException {
    String page = answer.replaceFirst("\\.md(#.*)?$", ".html");

    assertThat(leadsSomewhere(SITE.resolve("markdown/index.md"), answer)).as(question).isTrue();
    assertThat(Files.readString(SITE.resolve("site.xml"))).contains("href=\"" + page + "\"");
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
