package dev.bpfj.maven.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The site's pages of goals and their parameters, made of the plugin's own descriptor. */
final class GoalPages {
  private static final Pattern BLOCK = Pattern.compile("\\s*<pre>(.*?)</pre>\\s*", Pattern.DOTALL);
  private static final String NOTE =
      "<!-- Written from the plugin's sources by GoalPagesTest. -->\n";

  private final Map<String, String> pages = new TreeMap<>();

  private GoalPages() {}

  /** The pages by their file's names. */
  static Map<String, String> of(Path descriptor) throws IOException {
    GoalPages goals = new GoalPages();
    List<Element> mojos = new ArrayList<>(elements(root(descriptor), "mojos").get(0));
    mojos.sort(Comparator.comparing(mojo -> text(mojo, "goal")));
    StringBuilder index = new StringBuilder("# Goals of the plugin\n\n" + NOTE);
    index.append("\n| goal | what it does | bound to |\n|---|---|---|\n");
    for (Element mojo : mojos) {
      String goal = text(mojo, "goal");
      goals.pages.put(goal + ".md", page(mojo));
      String[] words = words(text(mojo, "description")).split("(?<=\\.)\\s", 2);
      index
          .append("| [`bpf:" + goal + "`](" + goal + ".md) | ")
          .append(words[0].replace('\n', ' '))
          .append(" | " + phase(mojo) + " |\n");
    }
    index.append(
        "\nEach parameter can be set in the POM, in `<configuration>`, and on the command line by its"
            + " property.\n");
    goals.pages.put("index.md", index.toString());
    return goals.pages;
  }

  private static Element root(Path file) throws IOException {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(file.toFile())
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static String phase(Element mojo) {
    String phase = text(mojo, "phase");
    return phase.isEmpty() ? "" : "`" + phase + "`";
  }

  private static String page(Element mojo) {
    String goal = text(mojo, "goal");
    StringBuilder page = new StringBuilder("# bpf:" + goal + "\n\n" + NOTE + "\n");
    page.append(markdown(text(mojo, "description")));
    String phase = phase(mojo);
    boolean free = text(mojo, "requiresProject").equals("false");
    page.append(phase.isEmpty() ? "\nNot bound to a phase. " : "\nBound to " + phase + ". ");
    page.append(free ? "Runs without a project, too.\n" : "Needs a project.\n");
    Map<String, Element> configuration = new TreeMap<>();
    elements(mojo, "configuration")
        .forEach(all -> all.forEach(one -> configuration.put(one.getTagName(), one)));
    for (Element parameter : elements(mojo, "parameters").stream().flatMap(List::stream).toList()) {
      if (text(parameter, "editable").equals("true")) {
        append(page, parameter, configuration.get(text(parameter, "name")));
      }
    }
    return page.toString();
  }

  private static void append(StringBuilder page, Element parameter, Element value) {
    List<String> facts = new ArrayList<>();
    facts.add("`" + text(parameter, "type").replaceAll("[a-z]+\\.", "") + "`");
    if (text(parameter, "required").equals("true")) {
      facts.add("required");
    }
    if (value != null && value.getTextContent().startsWith("${")) {
      facts.add("property `" + value.getTextContent().replaceAll("[${}]", "").strip() + "`");
    }
    if (value != null && !value.getAttribute("default-value").isEmpty()) {
      facts.add("default `" + value.getAttribute("default-value") + "`");
    }
    page.append("\n## " + text(parameter, "name") + "\n\n" + String.join(", ", facts) + "\n\n");
    page.append(markdown(text(parameter, "description")));
  }

  /** The HTML of a Javadoc comment as Markdown. */
  private static String markdown(String html) {
    StringBuilder out = new StringBuilder();
    Matcher block = BLOCK.matcher(html);
    int from = 0;
    while (block.find()) {
      out.append(paragraphs(html.substring(from, block.start())));
      String code = plain(block.group(1).replaceAll("</?code>", "")).strip();
      out.append("\n```" + (code.startsWith("<") ? "xml" : "bash") + "\n" + code + "\n```\n\n");
      from = block.end();
    }
    String text = out.append(paragraphs(html.substring(from))).toString();
    return text.replaceAll("\\n{3,}", "\n\n").strip() + "\n";
  }

  private static String paragraphs(String html) {
    return words(html.replaceAll("\\s+", " ").replaceAll("\\s*</?p>\\s*", "\n\n")).strip() + "\n";
  }

  private static String words(String html) {
    String marked = html.replaceAll("</?code>", "`").replaceAll("<a [^>]*>|</a>|<br\\s*/?>", "");
    return plain(marked.replaceAll("</?(p|ul|ol|pre)>", "\n").replaceAll("<li>", "\n- "));
  }

  private static String plain(String html) {
    return html.replaceAll("<[^>]*>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }

  private static String text(Element parent, String name) {
    return children(parent)
        .filter(child -> child.getTagName().equals(name))
        .map(Node::getTextContent)
        .findFirst()
        .orElse("")
        .strip();
  }

  /** The children of an element's child, if it has one of the name. */
  private static List<List<Element>> elements(Element parent, String name) {
    return children(parent)
        .filter(child -> child.getTagName().equals(name))
        .map(child -> children(child).toList())
        .toList();
  }

  private static Stream<Element> children(Element parent) {
    NodeList nodes = parent.getChildNodes();
    return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1)
        .map(nodes::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast);
  }
}
