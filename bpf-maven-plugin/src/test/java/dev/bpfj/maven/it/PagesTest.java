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
import java.util.stream.Stream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * What README and guide show to be copied is, word for word, what projects of the invoker are built
 * of and run. A page says so before a block: {@code <!-- examples/minimal/pom.xml -->}.
 */
public final class PagesTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern SHOWN =
      Pattern.compile("<!-- (\\S+) -->\n```\\w+\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern VARIABLE = Pattern.compile("@([\\w.]+)@");

  @DataProvider
  public static Object[][] shown() throws IOException {
    List<Object[]> all = new ArrayList<>();
    try (Stream<Path> guide = Files.list(ROOT.resolve("src/site/markdown"))) {
      for (Path page : Stream.concat(Stream.of(ROOT.resolve("README.md")), guide).toList()) {
        if (Files.isRegularFile(page)) {
          for (MatchResult block : SHOWN.matcher(Files.readString(page)).results().toList()) {
            all.add(new Object[] {page.getFileName().toString(), block.group(1), block.group(2)});
          }
        }
      }
    }
    return all.toArray(Object[][]::new);
  }

  @Test(dataProvider = "shown")
  public void whatAPageShowsIsAFileThatIsBuilt(String page, String file, String text)
      throws IOException {
    assertThat(text).as("%s: %s", page, file).isEqualTo(interpolated(ROOT.resolve(file)));
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
