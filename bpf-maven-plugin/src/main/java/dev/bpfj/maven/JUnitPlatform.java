package dev.bpfj.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.maven.artifact.Artifact;

/**
 * What runs a module's JUnit tests and is not among its dependencies, as Surefire adds it: the
 * launcher, and Jupiter's engine where the module names its API alone. Each in the version that the
 * module has of the rest.
 */
final class JUnitPlatform {
  private static final String PLATFORM = "org.junit.platform";
  private static final String JUPITER = "org.junit.jupiter";

  private JUnitPlatform() {}

  /**
   * What is missing.
   *
   * @param dependencies the module's, for its tests
   * @return coordinates, {@code group:artifact:version}; none without JUnit 5 or 6
   */
  static List<String> missing(Collection<Artifact> dependencies) {
    List<String> missing = new ArrayList<>();
    add(missing, dependencies, PLATFORM, "junit-platform-commons", "junit-platform-launcher");
    add(missing, dependencies, JUPITER, "junit-jupiter-api", "junit-jupiter-engine");
    return missing;
  }

  /** The tests' class path with what is missing at its end. */
  static List<Path> completed(
      List<Path> classPath, Collection<Artifact> dependencies, MavenArtifacts artifacts) {
    List<Path> all = new ArrayList<>(classPath);
    for (String coordinates : missing(dependencies)) {
      artifacts.resolveWithDependencies(coordinates).stream()
          .filter(file -> !all.contains(file))
          .forEach(all::add);
    }
    return all;
  }

  private static void add(
      List<String> missing,
      Collection<Artifact> dependencies,
      String group,
      String present,
      String wanted) {
    for (Artifact artifact : dependencies) {
      if (is(artifact, group, present)
          && dependencies.stream().noneMatch(other -> is(other, group, wanted))) {
        missing.add(group + ":" + wanted + ":" + artifact.getVersion());
      }
    }
  }

  private static boolean is(Artifact artifact, String group, String name) {
    return artifact.getGroupId().equals(group) && artifact.getArtifactId().equals(name);
  }
}
