package dev.bpfj.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.License;
import org.apache.maven.model.Model;
import org.testng.annotations.Test;

/** What is deployed, and that each of it says what Maven Central demands. */
public final class PomsTest {

  @Test
  public void whatUsersNeedIsDeployed() {
    assertThat(names(Reactor.deployed()))
        .contains(
            "bpfj-parent",
            "bpf-object",
            "skeleton-templates",
            "libbpf-binding",
            "libbpf-natives",
            "libbpf-headers",
            "vmlinux-btf",
            "kernel-vm",
            "bpf-maven-plugin",
            "bpf-test",
            "bpf-micrometer",
            "bpf-jfr",
            "bpf-parent",
            "bpf-bom",
            "bpf-archetype");
  }

  @Test
  public void whatOnlyThisBuildNeedsIsNotDeployed() {
    assertThat(names(Reactor.deployed()))
        .doesNotContain(
            "selftests",
            "progs",
            "corpus",
            "benchmarks",
            "native-build",
            "stub-processor",
            "release");
  }

  @Test
  public void whatIsDeployedNeedsNothingThatIsNot() {
    Set<String> deployed = names(Reactor.deployed());
    for (Model model : Reactor.deployed()) {
      assertThat(model.getDependencies())
          .filteredOn(dependency -> dependency.getGroupId().equals("dev.bpfj"))
          .filteredOn(dependency -> Set.of("compile", "runtime").contains(scope(dependency)))
          .extracting(Dependency::getArtifactId)
          .as(model.getArtifactId())
          .isSubsetOf(deployed);
    }
  }

  @Test
  public void eachPomSaysWhatMavenCentralDemands() {
    assertThat(Reactor.deployed().stream().flatMap(model -> Completeness.missing(model).stream()))
        .isEmpty();
  }

  @Test
  public void aPomThatLacksSomethingIsNoticed() {
    Model model = new Model();
    model.setArtifactId("less");
    model.setName("Less");
    model.setUrl("https://example.com/less");
    model.setLicenses(List.of(new License()));
    assertThat(Completeness.missing(model))
        .containsExactly(
            "less: description: null",
            "less: url: https://example.com/less",
            "less: licence's name: null",
            "less: licence's url: null",
            "less: developer: ",
            "less: scm's url: null",
            "less: scm's connection: null",
            "less: scm's developerConnection: null");
  }

  @Test
  public void allHaveOneVersionAndTakeNothingFromElsewhere() {
    for (Model model : Reactor.projects()) {
      assertThat(model.getVersion()).as(model.getArtifactId()).isEqualTo(Reactor.version());
      assertThat(
              Stream.concat(
                      model.getRepositories().stream(), model.getPluginRepositories().stream())
                  .map(repository -> repository.getId())
                  .distinct())
          .as(model.getArtifactId())
          .containsExactly("central");
    }
  }

  private static Set<String> names(List<Model> models) {
    return models.stream().map(Model::getArtifactId).collect(Collectors.toSet());
  }

  private static String scope(Dependency dependency) {
    return dependency.getScope() == null ? "compile" : dependency.getScope();
  }
}
