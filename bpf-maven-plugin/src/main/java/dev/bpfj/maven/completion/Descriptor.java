package dev.bpfj.maven.completion;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The plugin's descriptor, which the build makes of the goals' annotations and comments. */
public final class Descriptor {
  private static final String FILE = "/META-INF/maven/plugin.xml";
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([\\w.]+)}");
  // How a parameter's comment lists what it accepts.
  private static final Pattern VALUES =
      Pattern.compile(
          "Values: (WORD(?:,\\s+WORD)*)(,\\s+or\\s+a\\s+file)?\\."
              .replace("WORD", "[\\w-]+(?:\\.\\w+)*"));
  private static final Pattern FILES = Pattern.compile("^[^.]*\\b(files|directories)\\b");

  private Descriptor() {}

  /**
   * The goals of this plugin.
   *
   * @return the goals by name, with their properties by name
   * @throws IOException if the descriptor cannot be read
   */
  public static List<Goal> goals() throws IOException {
    try (InputStream file = Descriptor.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IOException("the plugin has no descriptor: " + FILE);
      }
      Element plugin =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(file)
              .getDocumentElement();
      return children(child(plugin, "mojos")).stream()
          .map(Descriptor::goal)
          .sorted(Comparator.comparing(Goal::name))
          .toList();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("the plugin's descriptor is malformed: " + FILE, e);
    }
  }

  private static Goal goal(Element mojo) {
    List<Property> properties = new ArrayList<>();
    for (Element parameter : children(child(mojo, "parameters"))) {
      String name = text(parameter, "name");
      for (Element expression : children(child(mojo, "configuration"))) {
        Matcher property = EXPRESSION.matcher(expression.getTextContent());
        if (expression.getTagName().equals(name)
            && text(parameter, "editable").equals("true")
            && property.matches()) {
          properties.add(property(property.group(1), parameter));
        }
      }
    }
    properties.sort(Comparator.comparing(Property::name));
    return new Goal(text(mojo, "goal"), properties);
  }

  private static Property property(String name, Element parameter) {
    String type = text(parameter, "type");
    String description = text(parameter, "description");
    boolean isList = type.equals("java.util.List");
    return new Property(name, values(type, description), isFile(type, description), isList);
  }

  private static boolean isFile(String type, String description) {
    Matcher listed = VALUES.matcher(description);
    return type.equals("java.io.File")
        || (type.equals("java.util.List") && FILES.matcher(description).find())
        || (listed.find() && listed.group(2) != null);
  }

  private static List<String> values(String type, String description) {
    Matcher listed = VALUES.matcher(description);
    if (listed.find()) {
      return List.of(listed.group(1).split(",\\s+"));
    }
    return type.endsWith("oolean") ? List.of("true", "false") : List.of();
  }

  private static Element child(Element parent, String name) {
    return children(parent).stream()
        .filter(child -> child.getTagName().equals(name))
        .findFirst()
        .orElseGet(() -> parent.getOwnerDocument().createElement(name));
  }

  private static String text(Element parent, String name) {
    return child(parent, name).getTextContent();
  }

  private static List<Element> children(Element parent) {
    NodeList nodes = parent.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
        .map(Element.class::cast)
        .toList();
  }
}
