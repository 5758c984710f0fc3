package dev.bpfj.maven.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.testng.annotations.Test;

/** The invoker runs a project without a script too, and asks nothing of it. */
public final class InvokerProjectsTest {
  // Folders of projects, which run where -Dit.kernels, -Dit.machines and -Dit.others say so.
  private static final List<Path> FOLDERS =
      List.of(Path.of("src/it/kernels"), Path.of("src/it/machines"), Path.of("src/it/others"));

  @Test
  public void everyProjectAssertsSomething() throws IOException {
    for (Path project : projects()) {
      assertThat(project.resolve("verify.groovy")).content().contains("assert ");
    }
  }

  @Test
  public void everyProjectThatMustFailChecksTheMessage() throws IOException {
    for (Path project : projects()) {
      if (project.getFileName().toString().matches("(without-pom-)?fail-.*")) {
        assertThat(project.resolve("verify.groovy")).content().contains(".failure('");
        assertThat(project.resolve("invoker.properties"))
            .content()
            .contains("invoker.buildResult = failure");
      }
    }
  }

  private static List<Path> projects() throws IOException {
    List<Path> projects = new ArrayList<>(below(Path.of("src/it")));
    projects.removeAll(FOLDERS);
    assertThat(projects).hasSizeGreaterThan(20);
    for (Path folder : FOLDERS) {
      projects.addAll(below(folder));
    }
    return projects;
  }

  private static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isDirectory).sorted().toList();
    }
  }
}
