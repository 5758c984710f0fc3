package dev.bpfj.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What a module's JUnit tests need to be run. */
public final class JUnitPlatformTest {
  private static final String API = "org.junit.jupiter:junit-jupiter-api:5.14.4";
  private static final String COMMONS = "org.junit.platform:junit-platform-commons:1.14.4";

  @DataProvider
  static Object[][] modules() {
    return new Object[][] {
      {"no JUnit", List.of("org.testng:testng:7.12.0"), List.of()},
      {"JUnit 4", List.of("junit:junit:4.13.2"), List.of()},
      {
        "the API alone",
        List.of(API, COMMONS),
        List.of(
            "org.junit.platform:junit-platform-launcher:1.14.4",
            "org.junit.jupiter:junit-jupiter-engine:5.14.4")
      },
      {
        "API and engine",
        List.of(
            "org.junit.jupiter:junit-jupiter-api:6.1.3",
            "org.junit.jupiter:junit-jupiter-engine:6.1.3",
            "org.junit.platform:junit-platform-commons:6.1.3"),
        List.of("org.junit.platform:junit-platform-launcher:6.1.3")
      },
      {
        "another engine",
        List.of(COMMONS, "org.junit.vintage:junit-vintage-engine:5.14.4"),
        List.of("org.junit.platform:junit-platform-launcher:1.14.4")
      },
      {
        "all of it",
        List.of(
            API,
            COMMONS,
            "org.junit.jupiter:junit-jupiter-engine:5.14.4",
            "org.junit.platform:junit-platform-launcher:1.14.4"),
        List.of()
      }
    };
  }

  @Test(dataProvider = "modules")
  public void whatIsMissingHasTheVersionOfTheRest(
      String name, List<String> dependencies, List<String> missing) {
    List<Artifact> artifacts = dependencies.stream().map(JUnitPlatformTest::artifact).toList();
    assertThat(JUnitPlatform.missing(artifacts)).isEqualTo(missing);
  }

  private static Artifact artifact(String coordinates) {
    String[] parts = coordinates.split(":", 3);
    return new DefaultArtifact(
        parts[0], parts[1], parts[2], "test", "jar", "", new DefaultArtifactHandler("jar"));
  }
}
