package dev.bpfj.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.testng.annotations.Test;

/** One version everywhere: {@code scripts/set-version} changes it. */
public final class VersionTest {
  private static final List<Pattern> NAMED =
      List.of(
          Pattern.compile(
              "<groupId>dev\\.bpfj</groupId>\\s*<artifactId>[a-z-]+</artifactId>\\s*<version>([^<$@]+)<"),
          Pattern.compile("<bpfj\\.version>([^<$@]+)<"),
          Pattern.compile("dev\\.bpfj:[a-z-]+:(\\d[\\w.-]*\\w)"),
          Pattern.compile("-DarchetypeVersion=(\\d[\\w.-]*\\w)"));

  @Test
  public void pomsAndPagesNameTheVersionOfTheBuild() throws IOException {
    List<String> others = new ArrayList<>();
    int found = 0;
    for (Path file : poms()) {
      for (String version : versions(Files.readString(file))) {
        found++;
        if (!version.equals(Reactor.version())) {
          others.add(file + ": " + version);
        }
      }
    }
    assertThat(others).isEmpty();
    assertThat(found).isGreaterThan(30);
  }

  @Test
  public void theChangelogHasASectionOfTheVersion() throws IOException {
    List<String> sections =
        Files.readAllLines(Reactor.ROOT.resolve("CHANGELOG.md")).stream()
            .filter(line -> line.startsWith("## "))
            .toList();
    if (Reactor.version().endsWith("-SNAPSHOT")) {
      assertThat(sections.get(0)).isEqualTo("## Unreleased");
    } else {
      assertThat(sections.get(0))
          .matches("## " + Pattern.quote(Reactor.version()) + " - \\d{4}-\\d\\d-\\d\\d");
      assertThat(sections).doesNotContain("## Unreleased");
    }
  }

  private static List<Path> poms() throws IOException {
    List<Path> files = new ArrayList<>(Reactor.files("pom.xml"));
    files.addAll(Reactor.files(".md"));
    files.remove(Reactor.ROOT.resolve("CHANGELOG.md"));
    return files;
  }

  private static List<String> versions(String text) {
    return NAMED.stream()
        .flatMap(pattern -> pattern.matcher(text).results())
        .map((MatchResult match) -> match.group(1))
        .toList();
  }
}
