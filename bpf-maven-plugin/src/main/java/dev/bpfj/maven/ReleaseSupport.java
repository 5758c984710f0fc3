package dev.bpfj.maven;

import java.util.Optional;
import org.apache.maven.artifact.versioning.DefaultArtifactVersion;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Whether maven-compiler-plugin compiles skeletons, which are sources of Java 17. Maven 3.8 takes a
 * version by itself that ignores {@code maven.compiler.release}, and javac then complains of a
 * version of Java that nobody asked for.
 */
final class ReleaseSupport {
  private static final String PLUGIN = "org.apache.maven.plugins:maven-compiler-plugin";
  private static final String RELEASE = "maven.compiler.release";
  private static final String FIRST = "3.6.0";
  private static final String GOOD = "3.14.1";

  private ReleaseSupport() {}

  /** What the user should know of the plugin; empty if all is well or another one compiles. */
  static Optional<String> warning(MavenProject project) {
    Plugin plugin = project.getPlugin(PLUGIN);
    return plugin == null || project.getProperties().containsKey("maven.compiler.source")
        ? Optional.empty()
        : warning(plugin.getVersion(), project.getProperties().getProperty(RELEASE));
  }

  /** The same of a version of the plugin and of the release that is wanted. */
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
