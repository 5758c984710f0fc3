package dev.bpfj.maven.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.testng.annotations.Test;

/**
 * The site's pages of goals are what the plugin's sources say. {@code -Dgoldens.update=true}
 * rewrites those that differ, and fails.
 */
public final class GoalPagesTest {
  private static final Path FOLDER = Path.of("../src/site/markdown/goals");

  @Test
  public void eachGoalsPageIsThatOfThePlugin() throws IOException {
    Map<String, String> pages = GoalPages.of(Path.of("target/plugin-enhanced.xml"));

    assertThat(pages)
        .containsKeys("compile.md", "skeleton.md", "kernel-test.md", "inspect.md", "index.md");
    if (Boolean.getBoolean("goldens.update")) {
      rewrite(pages);
    }
    assertThat(names()).containsExactlyInAnyOrderElementsOf(pages.keySet());
    for (Map.Entry<String, String> page : pages.entrySet()) {
      assertThat(FOLDER.resolve(page.getKey()))
          .as("%s: with -Dtest=GoalPagesTest -Dgoldens.update=true it is rewritten", page.getKey())
          .hasContent(page.getValue());
    }
  }

  private static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static void rewrite(Map<String, String> pages) throws IOException {
    Files.createDirectories(FOLDER);
    boolean same = true;
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Path file = FOLDER.resolve(page.getKey());
      same &= Files.exists(file) && Files.readString(file).equals(page.getValue());
      Files.writeString(file, page.getValue());
    }
    assertThat(same).as("pages were rewritten; look at the difference").isTrue();
  }
}
