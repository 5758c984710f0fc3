package dev.bpfj.maven.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * What README and guide show to be copied is, word for word, what projects of the invoker and tests
 * are built of and run. A page says so before a block: {@code <!-- examples/minimal/pom.xml -->}
 * for a whole file, {@code <!-- part of FILE -->} for lines of one, in their order, with a line of
 * three dots where some are left out.
 */
public final class PagesTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern SHOWN =
      Pattern.compile("<!-- (\\S+) -->\n```\\w+\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern PART =
      Pattern.compile(
          "<!-- part of (\\S+) -->\n```\\w+\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern CODE =
      Pattern.compile("(.*)\n```(?:c|java|xml|ini)\n", Pattern.MULTILINE);
  private static final Pattern VARIABLE = Pattern.compile("@([\\w.]+)@");

  @DataProvider
  public static Object[][] shown() throws IOException {
    return blocks(SHOWN);
  }

  @DataProvider
  public static Object[][] parts() throws IOException {
    return blocks(PART);
  }

  private static Object[][] blocks(Pattern pattern) throws IOException {
    List<Object[]> all = new ArrayList<>();
    for (Path page : pages()) {
      for (MatchResult block : pattern.matcher(Files.readString(page)).results().toList()) {
        all.add(new Object[] {page.getFileName().toString(), block.group(1), block.group(2)});
      }
    }
    return all.toArray(Object[][]::new);
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> guide = Files.walk(ROOT.resolve("src/site/markdown"))) {
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), guide)
          .filter(Files::isRegularFile)
          .toList();
    }
  }

  @Test(dataProvider = "shown")
  public void whatAPageShowsIsAFileThatIsBuilt(String page, String file, String text)
      throws IOException {
    assertThat(text).as("%s: %s", page, file).isEqualTo(interpolated(ROOT.resolve(file)));
  }

  @Test(dataProvider = "parts")
  public void whatAPageShowsAPartOfIsInAFileThatIsBuilt(String page, String file, String text)
      throws IOException {
    List<String> lines = interpolated(ROOT.resolve(file)).lines().toList();
    int from = 0;
    for (String part : text.split("(?m)^ *\\.\\.\\.\n")) {
      int at = find(part.lines().toList(), lines, from);
      assertThat(at).as("%s: %s, after its line %s: %s", page, file, from, part).isNotNegative();
      from = at + (int) part.lines().count();
    }
  }

  /** Where the lines are in a file, all of them indented alike; -1 if they are not. */
  private static int find(List<String> part, List<String> file, int from) {
    for (int at = from; at + part.size() <= file.size(); at++) {
      if (isAt(at, part, file)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isAt(int at, List<String> part, List<String> file) {
    String first = file.get(at);
    int indent = first.length() - part.get(0).length();
    String margin = first.substring(0, Math.max(indent, 0));
    return margin.isBlank()
        && IntStream.range(0, part.size())
            .allMatch(
                i ->
                    file.get(at + i)
                        .stripTrailing()
                        .equals((margin + part.get(i)).stripTrailing()));
  }

  @Test
  public void howTosShowCodeOfFilesThatAreBuilt() throws IOException {
    List<Path> howTos =
        pages().stream().filter(page -> page.getParent().endsWith("howto")).toList();
    assertThat(howTos).hasSizeGreaterThan(12);
    for (Path page : howTos) {
      List<String> before =
          CODE.matcher(Files.readString(page)).results().map(block -> block.group(1)).toList();
      assertThat(before)
          .as(page.toString())
          .isNotEmpty()
          .allMatch(line -> line.startsWith("<!-- "));
    }
  }

  @Test
  public void readmeAndGuideShowWholeProjects() throws IOException {
    List<String> all = Stream.of(shown()).map(block -> block[0] + ": " + block[1]).toList();
    assertThat(all)
        .contains(
            "README.md: examples/minimal/pom.xml",
            "README.md: examples/minimal/src/main/java/com/example/minimal/Main.java",
            "README.md: examples/minimal/src/main/bpf/minimal.bpf.c",
            "index.md: examples/minimal/pom.xml",
            "index.md: examples/minimal/src/main/java/com/example/minimal/Main.java",
            "index.md: bpf-maven-plugin/src/it/own-parent/tool/pom.xml",
            "deployment.md: src/site/resources/deploy/tool.service");
  }

  /** A file with the variables that the invoker sets in POMs. */
  private static String interpolated(Path file) throws IOException {
    return VARIABLE
        .matcher(Files.readString(file))
        .replaceAll(variable -> Matcher.quoteReplacement(value(variable.group(1))));
  }

  private static String value(String name) {
    String element = name.replaceFirst("^project\\.", "");
    Pattern pattern = Pattern.compile("<" + element + ">(.*?)</" + element + ">");
    for (String pom : List.of("pom.xml", "../pom.xml")) {
      try {
        Matcher found = pattern.matcher(Files.readString(Path.of(pom)));
        if (found.find()) {
          return found.group(1);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw new AssertionError(name + ": no such property in the POMs");
  }
}
