package dev.bpfj.maven;

import java.util.Optional;
import org.apache.maven.artifact.versioning.DefaultArtifactVersion;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Checks that maven-compiler-plugin can compile skeletons, which are Java 17 sources. Maven 3.8's
 * default version of it ignores {@code maven.compiler.release}, and javac then complains about a
 * Java version that nobody configured.
 */
final class ReleaseSupport {
  private static final String PLUGIN = "org.apache.maven.plugins:maven-compiler-plugin";
  private static final String RELEASE = "maven.compiler.release";
  private static final String FIRST = "3.6.0";
  private static final String GOOD = "3.14.1";

  private ReleaseSupport() {}

  /**
   * A warning for the user; empty if the plugin supports the release, or another plugin compiles.
   */
  static Optional<String> warning(MavenProject project) {
    Plugin plugin = project.getPlugin(PLUGIN);
    return plugin == null || project.getProperties().containsKey("maven.compiler.source")
        ? Optional.empty()
        : warning(plugin.getVersion(), project.getProperties().getProperty(RELEASE));
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
