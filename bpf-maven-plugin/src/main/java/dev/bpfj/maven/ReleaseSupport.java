package dev.bpfj.maven;

import java.util.Optional;
import java.util.Properties;
import org.apache.maven.artifact.versioning.DefaultArtifactVersion;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * Checks that maven-compiler-plugin can compile skeletons, which are Java 17 sources. Maven 3.8's
 * default version of it ignores {@code maven.compiler.release}, and javac then complains about a
 * Java version that nobody configured.
 */
final class ReleaseSupport {
  private static final String PLUGIN = "org.apache.maven.plugins:maven-compiler-plugin";
  private static final String RELEASE = "maven.compiler.release";
  private static final String SOURCE = "maven.compiler.source";
  private static final String FIRST = "3.6.0";
  private static final String GOOD = "3.14.1";

  private ReleaseSupport() {}

  /**
   * A warning for the user; empty if the plugin supports the release or is told the source's
   * version, or another plugin compiles.
   *
   * @param project the project
   * @param commandLine the properties that were set by {@code -D}
   */
  static Optional<String> warning(MavenProject project, Properties commandLine) {
    Plugin plugin = project.getPlugin(PLUGIN);
    if (plugin == null
        || project.getProperties().containsKey(SOURCE)
        || commandLine.containsKey(SOURCE)
        || (plugin.getConfiguration() instanceof Xpp3Dom given
            && given.getChild("source") != null)) {
      return Optional.empty();
    }
    String release = project.getProperties().getProperty(RELEASE);
    return warning(plugin.getVersion(), commandLine.getProperty(RELEASE, release));
  }

  /** The same for a given plugin version and release. */
  static Optional<String> warning(@Nullable String version, @Nullable String release) {
    boolean isOld =
        version != null
            && new DefaultArtifactVersion(version).compareTo(new DefaultArtifactVersion(FIRST)) < 0;
    return isOld
        ? Optional.of(
            "maven-compiler-plugin "
                + version
                + ": does not know 'release'"
                + (release == null ? "" : " (" + RELEASE + "=" + release + ")")
                + ", which came with "
                + FIRST
                + ", and skeletons are Java 17: name a newer version in <build><plugins>, such as "
                + GOOD)
        : Optional.empty();
  }
}
