package dev.bpfj.maven.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.maven.support.TestFiles;
import dev.bpfj.maven.support.WithDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.testng.SkipException;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What the guide tells to type is typed, and what it quotes is said by the code. */
public final class GuideTest extends WithDirectory {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path PAGES = ROOT.resolve("src/site/markdown");
  private static final Pattern COMMANDS = Pattern.compile("(?ms)^```bash\n(.*?)^```$");
  private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| `([^|]*)` \\|");
  private static final String BUILD_AND_RUN = "mvn package\nsudo java -jar target/minimal.jar\n";

  /** The invoker builds examples/minimal by this command and runs the jar that comes of it. */
  @Test
  public void theCommandsOfGettingStartedMakeTheProjectThatIsBuiltAndRun() throws Exception {
    List<String> commands =
        COMMANDS
            .matcher(Files.readString(PAGES.resolve("start.md")))
            .results()
            .map(block -> block.group(1))
            .toList();
    int last = commands.size() - 1;
    assertThat(commands.get(last)).isEqualTo(BUILD_AND_RUN);

    run("bash", "-euc", String.join("", commands.subList(0, last)));

    Path example = ROOT.resolve("examples/minimal");
    List<String> names =
        TestFiles.names(example).filter(name -> name.matches("pom.xml|src/.*")).toList();
    assertThat(TestFiles.names(root.resolve("minimal"))).containsExactlyElementsOf(names);
    for (String name : names) {
      assertThat(root.resolve("minimal").resolve(name))
          .hasSameTextualContentAs(example.resolve(name));
    }
  }

  private String run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @DataProvider
  public static Object[][] quotes() throws IOException {
    String page = Files.readString(PAGES.resolve("troubleshooting.md"));
    List<Object[]> quotes = new ArrayList<>();
    for (String part : page.split("(?m)^## |^### ")) {
      if (part.startsWith("At ")) {
        for (MatchResult quote : FIRST_CELL.matcher(part).results().toList()) {
          quotes.add(new Object[] {quote.group(1)});
        }
      }
    }
    return quotes.toArray(Object[][]::new);
  }

  @Test(dataProvider = "quotes")
  public void aMessageThatTroubleshootingQuotesIsOneOfOurs(String quote) throws IOException {
    assertThat(messages().stream().anyMatch(text -> text.contains(quote))).as(quote).isTrue();
  }

  /** The sources with their texts in one piece. */
  private static List<String> messages() throws IOException {
    List<String> sources = new ArrayList<>();
    for (String module : List.of("bpf-object", "libbpf-binding", "templates", "bpf-maven-plugin")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          sources.add(Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", ""));
        }
      }
    }
    return sources;
  }

  @Test
  public void systemdAcceptsTheUnitOfDeployment() throws Exception {
    if (!Files.exists(Path.of("/usr/bin/systemd-analyze"))) {
      throw new SkipException("requires systemd-analyze");
    }
    // The program that it starts need not be on this machine.
    String unit = Files.readString(ROOT.resolve("src/site/resources/deploy/tool.service"));
    Path file = root.resolve("tool.service");
    Files.writeString(file, unit.replace("/usr/bin/java -jar", "/bin/sh -c"));

    assertThat(run("systemd-analyze", "verify", "--man=no", file.toString())).isEmpty();
  }
}
