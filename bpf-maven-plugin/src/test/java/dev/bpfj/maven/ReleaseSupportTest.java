package dev.bpfj.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Which versions of maven-compiler-plugin ignore {@code release}. */
public final class ReleaseSupportTest {
  @DataProvider
  public static Object[][] versions() {
    return new Object[][] {
      {"2.5.1", true},
      {"3.1", true},
      {"3.5.1", true},
      {"3.6.0-SNAPSHOT", true},
      {"3.6.0", false},
      {"3.10.1", false},
      {"3.14.1", false},
      {"4.0.0-beta-1", false},
      {null, false}
    };
  }

  @Test(dataProvider = "versions")
  public void warnsOfVersionsThatIgnoreIt(String version, boolean isTooOld) {
    assertThat(ReleaseSupport.warning(version, "17").isPresent()).isEqualTo(isTooOld);
  }

  @Test
  public void saysNothingWhereSourceIsNamedWhichOldVersionsKnow() {
    Properties none = new Properties();
    assertThat(ReleaseSupport.warning(project("3.1", "maven.compiler.source"), none)).isEmpty();
    MavenProject project = project("3.1", "maven.compiler.release");
    assertThat(ReleaseSupport.warning(project, none)).isPresent();

    Properties commandLine = new Properties();
    commandLine.setProperty("maven.compiler.source", "17");
    assertThat(ReleaseSupport.warning(project, commandLine)).isEmpty();

    Xpp3Dom configuration = new Xpp3Dom("configuration");
    project.getBuild().getPlugins().get(0).setConfiguration(configuration);
    assertThat(ReleaseSupport.warning(project, none)).isPresent();
    configuration.addChild(new Xpp3Dom("source"));
    assertThat(ReleaseSupport.warning(project, none)).isEmpty();
  }

  @Test
  public void saysNothingWhereAnotherPluginCompiles() {
    assertThat(ReleaseSupport.warning(new MavenProject(), new Properties())).isEmpty();
  }

  private static MavenProject project(String version, String property) {
    Plugin plugin = new Plugin();
    plugin.setGroupId("org.apache.maven.plugins");
    plugin.setArtifactId("maven-compiler-plugin");
    plugin.setVersion(version);
    Build build = new Build();
    build.addPlugin(plugin);
    Properties properties = new Properties();
    properties.setProperty(property, "17");
    Model model = new Model();
    model.setBuild(build);
    model.setProperties(properties);
    return new MavenProject(model);
  }
}
