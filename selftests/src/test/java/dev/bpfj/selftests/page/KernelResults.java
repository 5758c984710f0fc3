package dev.bpfj.selftests.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What the tests found in one kernel, as their reports in Surefire's format have it. */
final class KernelResults {
  private static final String REQUIRES = "requires ";

  private final Map<String, Map<String, String>> answers = new LinkedHashMap<>();
  private final Map<String, Map<String, Counts>> tests = new TreeMap<>();
  private final Set<String> missing = new TreeSet<>();
  private String release = "";
  private String java = "";

  private static final class Counts {
    int passed;
    int skipped;
    int failed;

    String text() {
      if (failed > 0) {
        return "FAILED";
      } else if (skipped == 0) {
        return "yes";
      }
      return passed > 0 ? "in part" : "no";
    }
  }

  private KernelResults() {}

  static KernelResults read(Path folder) throws IOException {
    KernelResults results = new KernelResults();
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> reports = files.filter(f -> f.toString().endsWith(".xml")).sorted().toList();
      for (Path report : reports) {
        results.add(parse(report).getDocumentElement());
      }
    }
    return results;
  }

  private static Document parse(Path file) throws IOException {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(Files.readAllBytes(file)));
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private void add(Element suite) {
    for (Element property : children(suite, "property")) {
      switch (property.getAttribute("name")) {
        case "os.version" -> release = property.getAttribute("value");
        case "java.version" -> java = property.getAttribute("value");
        default -> {} // others do not matter here
      }
    }
    children(suite, "testcase").forEach(this::addTest);
    for (Element output : children(suite, "system-out")) {
      output.getTextContent().lines().forEach(this::addAnswer);
    }
  }

  private static List<Element> children(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagName(name);
    return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1)
        .map(i -> (Element) nodes.item(i))
        .toList();
  }

  private void addTest(Element test) {
    String type = test.getAttribute("classname");
    String name = test.getAttribute("name");
    Counts counts =
        tests
            .computeIfAbsent(type.substring(type.lastIndexOf('.') + 1), t -> new TreeMap<>())
            .computeIfAbsent(name.split("[\\[(]", 2)[0], n -> new Counts());
    List<Element> skips = children(test, "skipped");
    if (!skips.isEmpty()) {
      counts.skipped++;
      missing.add(skips.get(0).getAttribute("message").replace(REQUIRES, ""));
    } else if (children(test, "failure").isEmpty() && children(test, "error").isEmpty()) {
      counts.passed++;
    } else {
      counts.failed++;
    }
  }

  private void addAnswer(String line) {
    if (line.startsWith(SupportPage.MARK)) {
      String[] parts = line.substring(SupportPage.MARK.length()).split(": ", 3);
      answers.computeIfAbsent(parts[0], k -> new LinkedHashMap<>()).put(parts[1], parts[2]);
    }
  }

  String about() {
    return "Linux " + release + ", Java " + java + "\n";
  }

  Map<String, Map<String, String>> answers() {
    return answers;
  }

  /** The names of a class's methods, by the class's. */
  Map<String, Set<String>> tests() {
    Map<String, Set<String>> names = new TreeMap<>();
    tests.forEach((type, methods) -> names.put(type, methods.keySet()));
    return names;
  }

  Set<String> missing() {
    return missing;
  }

  boolean has(String feature) {
    return !missing.contains(feature);
  }

  String answer(String kind, String name) {
    return answers.getOrDefault(kind, Map.of()).getOrDefault(name, "-");
  }

  String test(String type, String method) {
    Counts counts = tests.getOrDefault(type, Map.of()).get(method);
    return counts == null ? "-" : counts.text();
  }
}
