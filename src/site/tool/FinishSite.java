import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Finishes the pages that Maven rendered: puts their contents into the page of {@code
 * src/site/skin}, writes the index for the search, and refuses links that lead nowhere.
 *
 * <p>{@code java FinishSite.java SITE RENDERED VERSION HIGHLIGHT.JAR}: the folder with {@code
 * site.xml} and {@code skin}, the folder with the pages, and what the pages name.
 */
final class FinishSite {
  private static final Pattern MENU =
      Pattern.compile("<menu name=\"([^\"]*)\">(.*?)</menu>", Pattern.DOTALL);
  private static final Pattern ITEM =
      Pattern.compile("<item name=\"([^\"]*)\"\\s+href=\"([^\"]*)\"");
  private static final Pattern MAIN =
      Pattern.compile("<main id=\"bodyColumn\"[^>]*>(.*)</main>", Pattern.DOTALL);
  private static final Pattern HEADING =
      Pattern.compile("<h([1-6])[^>]*>(.*?)</h\\1>", Pattern.DOTALL);
  private static final Pattern LINK =
      Pattern.compile("\\s(?:href|src)=\"([^\"]*)\"", Pattern.DOTALL);
  private static final Pattern ID = Pattern.compile("\\sid=\"([^\"]*)\"");
  private static final Pattern DRAWING =
      Pattern.compile("<img src=\"([^\"]*\\.svg)\"(?: alt=\"([^\"]*)\")?[^>]*/?>");
  // What comes with the skin that Maven renders with.
  private static final List<String> REPLACED =
      List.of("css", "js", "img", "fonts", "images/logos", "images/profiles");

  private record Item(String menu, String name, String page) {}

  private record Page(String path, String title, String content, List<Heading> headings) {
    String root() {
      return "../".repeat((int) path.chars().filter(c -> c == '/').count());
    }
  }

  private record Heading(int level, String id, String html) {}

  private final Path site;
  private final Path rendered;
  private final List<Item> items;

  private FinishSite(Path site, Path rendered) throws IOException {
    this.site = site;
    this.rendered = rendered;
    this.items = items(Files.readString(site.resolve("site.xml")));
  }

  public static void main(String[] args) throws IOException {
    FinishSite finish = new FinishSite(Path.of(args[0]), Path.of(args[1]));
    List<Page> pages = finish.pages();
    finish.replaceSkin(Path.of(args[3]));
    for (Page page : pages) {
      Files.writeString(finish.rendered.resolve(page.path()), finish.whole(page, args[2]));
    }
    Files.writeString(finish.rendered.resolve("search-index.js"), index(pages));
    List<String> problems = finish.brokenLinks();
    if (!problems.isEmpty()) {
      problems.forEach(System.err::println);
      System.exit(1);
    }
    System.out.println(pages.size() + " pages finished, all links checked: " + finish.rendered);
  }

  private static List<Item> items(String siteXml) {
    List<Item> items = new ArrayList<>();
    for (MatchResult menu : MENU.matcher(siteXml).results().toList()) {
      for (MatchResult item : ITEM.matcher(menu.group(2)).results().toList()) {
        items.add(new Item(menu.group(1), item.group(1), item.group(2)));
      }
    }
    return items;
  }

  private List<Path> files(String extension) throws IOException {
    try (Stream<Path> files = Files.walk(rendered)) {
      return files
          .filter(file -> file.toString().endsWith(extension))
          .filter(file -> !path(file).startsWith("apidocs/"))
          .sorted()
          .toList();
    }
  }

  private String path(Path file) {
    return rendered.relativize(file).toString().replace('\\', '/');
  }

  private List<Page> pages() throws IOException {
    List<Page> pages = new ArrayList<>();
    for (Path file : files(".html")) {
      Matcher main = MAIN.matcher(Files.readString(file));
      if (main.find()) {
        pages.add(page(file, main.group(1).strip()));
      }
    }
    return pages;
  }

  private Page page(Path file, String main) throws IOException {
    List<Heading> headings = new ArrayList<>();
    Map<String, Integer> ids = new HashMap<>();
    String text = main.replaceAll("<section><a id=\"[^\"]*\"></a>", "<section>");
    Matcher heading = HEADING.matcher(text);
    StringBuilder content = new StringBuilder();
    while (heading.find()) {
      String html = heading.group(2).strip();
      String slug = slug(plain(html));
      int same = ids.merge(slug, 1, Integer::sum) - 1;
      Heading found =
          new Heading(
              Integer.parseInt(heading.group(1)), same == 0 ? slug : slug + "-" + same, html);
      headings.add(found);
      heading.appendReplacement(content, Matcher.quoteReplacement(html(found)));
    }
    heading.appendTail(content);
    String title = headings.isEmpty() ? path(file) : plain(headings.get(0).html());
    return new Page(path(file), title, tidy(file, content.toString()), List.copyOf(headings));
  }

  private static String html(Heading heading) {
    String tag = "h" + heading.level();
    String anchor =
        heading.level() == 1
            ? ""
            : "<a class=\"anchor\" href=\"#"
                + heading.id()
                + "\" aria-label=\"Link to this section\">#</a>";
    return "<" + tag + " id=\"" + heading.id() + "\">" + heading.html() + anchor + "</" + tag + ">";
  }

  /** As GitHub makes it, so that links in the sources lead to the same place there. */
  private static String slug(String heading) {
    return heading
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
        .replace(' ', '-');
  }

  private String tidy(Path file, String content) throws IOException {
    String text =
        content
            .replace(" class=\"prettyprint\"", "")
            .replace(" class=\"nohighlight nocode\"", "")
            .replaceAll("<tr class=\"[ab]\">", "<tr>")
            .replaceAll("<table[^>]*>", "<div class=\"table\" tabindex=\"0\"><table>")
            .replace("</table>", "</table></div>")
            .replaceAll("<td>(yes)</td>", "<td class=\"yes\">✓ $1</td>")
            .replaceAll("<td>(no|FAILED)</td>", "<td class=\"no\">✗ $1</td>")
            .replaceAll("<td>(in part)</td>", "<td class=\"part\">◐ $1</td>");
    Matcher drawing = DRAWING.matcher(text);
    StringBuilder out = new StringBuilder();
    while (drawing.find()) {
      Path image = file.resolveSibling(drawing.group(1));
      String svg = Files.exists(image) ? inline(Files.readString(image), drawing.group(2)) : null;
      drawing.appendReplacement(
          out, Matcher.quoteReplacement(svg == null ? drawing.group() : svg));
    }
    drawing.appendTail(out);
    return out.toString();
  }

  // Within the page, a drawing has the page's colours.
  private static String inline(String svg, String words) {
    String label =
        words == null ? " aria-hidden=\"true\"" : " role=\"img\" aria-label=\"" + words + "\"";
    String tag =
        svg.substring(svg.indexOf("<svg"))
            .replaceFirst("<svg", "<svg" + Matcher.quoteReplacement(label));
    return "</p><figure tabindex=\"0\">" + tag.strip() + "</figure><p>";
  }

  private String whole(Page page, String version) throws IOException {
    String template = Files.readString(site.resolve("skin/page.html"));
    Map<String, String> values =
        Map.of(
            "title", escaped(page.title()),
            "root", page.root(),
            "version", escaped(version),
            "nav", nav(page),
            "content", page.content().replaceAll("<p>\\s*</p>", ""),
            "steps", steps(page),
            "toc", toc(page));
    return Pattern.compile("\\{\\{(\\w+)}}")
        .matcher(template)
        .replaceAll(found -> Matcher.quoteReplacement(values.get(found.group(1))));
  }

  private String nav(Page page) {
    Map<String, StringBuilder> menus = new LinkedHashMap<>();
    for (Item item : items) {
      menus
          .computeIfAbsent(item.menu(), name -> new StringBuilder())
          .append("<li>")
          .append(link(page, item, item.name()))
          .append("</li>\n");
    }
    StringBuilder out = new StringBuilder();
    menus.forEach(
        (name, list) ->
            out.append("<h2>" + name + "</h2>\n<ul>\n").append(list).append("</ul>\n"));
    return out.toString();
  }

  private static String link(Page page, Item item, String text) {
    String current = item.page().equals(page.path()) ? " aria-current=\"page\"" : "";
    return "<a href=\"" + page.root() + item.page() + "\"" + current + ">" + text + "</a>";
  }

  private String steps(Page page) {
    List<Item> own = items.stream().filter(item -> item.page().endsWith(".html")).toList();
    Optional<Item> here =
        own.stream().filter(item -> item.page().equals(page.path())).findFirst();
    if (here.isEmpty()) {
      return "";
    }
    int at = own.indexOf(here.get());
    String before = at > 0 ? link(page, own.get(at - 1), "← " + own.get(at - 1).name()) : "<span></span>";
    String after =
        at + 1 < own.size() ? link(page, own.get(at + 1), own.get(at + 1).name() + " →") : "";
    return before + after;
  }

  private static String toc(Page page) {
    StringBuilder out = new StringBuilder();
    for (Heading heading : page.headings()) {
      if (heading.level() == 2 || heading.level() == 3) {
        out.append(heading.level() == 2 ? "<li>" : "<li class=\"sub\">")
            .append("<a href=\"#" + heading.id() + "\">")
            .append(escaped(plain(heading.html())))
            .append("</a></li>\n");
      }
    }
    return out.length() == 0
        ? ""
        : "<nav aria-label=\"On this page\"><h2>On this page</h2>\n<ul>\n" + out + "</ul></nav>";
  }

  private void replaceSkin(Path highlighter) throws IOException {
    for (String folder : REPLACED) {
      delete(rendered.resolve(folder));
    }
    try (Stream<Path> images = Files.list(Files.createDirectories(rendered.resolve("images")))) {
      for (Path image : images.filter(file -> file.toString().matches(".*\\.(gif|png)")).toList()) {
        if (!Files.exists(site.resolve("resources/images").resolve(image.getFileName()))) {
          Files.delete(image);
        }
      }
    }
    Path skin = Files.createDirectories(rendered.resolve("skin"));
    for (String file : List.of("bpfj.css", "bpfj.js", "theme.js")) {
      Files.writeString(skin.resolve(file), Files.readString(site.resolve("skin").resolve(file)));
    }
    try (ZipFile jar = new ZipFile(highlighter.toFile())) {
      for (ZipEntry entry : jar.stream().map(ZipEntry.class::cast).toList()) {
        if (entry.getName().endsWith("/highlight.min.js")) { // names its licence, BSD-3-Clause
          Files.write(
              skin.resolve("highlight.min.js"), jar.getInputStream(entry).readAllBytes());
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  /** A script that sets what the search looks through: page, title, heading and text of sections. */
  private static String index(List<Page> pages) {
    StringBuilder out = new StringBuilder("window.SEARCH = [\n");
    for (Page page : pages) {
      String[] parts = page.content().split("(?=<h[1-4] id=)");
      for (String part : parts) {
        Matcher heading = HEADING.matcher(part);
        Matcher id = ID.matcher(part);
        if (heading.find() && id.find()) {
          String text = plain(part.substring(heading.end()).replaceAll("(?s)<svg.*?</svg>", " "));
          String title = plain(heading.group(2).replaceAll("<a class=\"anchor\".*?</a>", ""));
          String anchor = heading.group(1).equals("1") ? "" : "#" + id.group(1);
          out.append('[')
              .append(String.join(
                  ",",
                  quoted(page.path() + anchor),
                  quoted(page.title()),
                  quoted(title),
                  quoted(text)))
              .append("],\n");
        }
      }
    }
    return out.append("];\n").toString();
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("</", "<\\/") + "\"";
  }

  /** A part of a page without its tags. */
  private static String plain(String html) {
    Matcher number =
        Pattern.compile("&#(x?)([0-9a-fA-F]+);").matcher(html.replaceAll("<[^>]*>", " "));
    return number
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    Character.toString(
                        Integer.parseInt(
                            found.group(2), found.group(1).isEmpty() ? 10 : 16))))
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
        .replaceAll("\\s+", " ")
        .replaceAll(" ([,.;:)])", "$1")
        .strip();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  private List<String> brokenLinks() throws IOException {
    Map<String, Set<String>> ids = new TreeMap<>();
    Map<String, Set<String>> links = new TreeMap<>();
    for (Path file : files(".html")) {
      String text = Files.readString(file);
      Set<String> own = ids.computeIfAbsent(path(file), name -> new TreeSet<>());
      ID.matcher(text).results().forEach(id -> own.add(id.group(1)));
      Set<String> leading = links.computeIfAbsent(path(file), name -> new LinkedHashSet<>());
      LINK.matcher(text).results().forEach(link -> leading.add(link.group(1)));
    }
    List<String> problems = new ArrayList<>();
    links.forEach(
        (page, targets) ->
            targets.stream()
                .filter(target -> !target.matches("(https?|mailto|data):.*"))
                .filter(target -> !leadsSomewhere(page, target, ids))
                .forEach(target -> problems.add(page + ": link to nowhere: " + target)));
    return problems;
  }

  private boolean leadsSomewhere(String page, String target, Map<String, Set<String>> ids) {
    String[] parts = target.split("#", 2);
    Path base = Path.of("/" + page);
    Path file =
        parts[0].isEmpty() ? base : base.resolveSibling(parts[0].replaceFirst("\\?.*", "")).normalize();
    String name = file.toString().substring(1);
    if (name.isEmpty() || !Files.isRegularFile(rendered.resolve(name))) {
      return false;
    }
    return parts.length == 1 || !ids.containsKey(name) || ids.get(name).contains(parts[1]);
  }
}
