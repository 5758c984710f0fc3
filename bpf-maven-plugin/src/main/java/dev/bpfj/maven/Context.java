package dev.bpfj.maven;

import dev.bpfj.maven.build.Digests;
import dev.bpfj.maven.build.OutputRoot;
import dev.bpfj.maven.build.StateFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Where a goal runs: in a project, or in a directory without one.
 *
 * @param project the project, or Maven's stub project if there is none
 * @param execution the goal's execution
 * @param commandLine the properties that were set by {@code -D}
 */
record Context(MavenProject project, MojoExecution execution, Properties commandLine) {

  /** Whether there is a project. */
  boolean hasProject() {
    return project.getFile() != null;
  }

  /**
   * Whether the goal is bound in a project of packaging pom, which configures it only for its
   * children. A goal that is run from the command line is not bound.
   */
  boolean isBoundInPomProject() {
    return hasProject()
        && project.getPackaging().equals("pom")
        && execution.getSource() == MojoExecution.Source.LIFECYCLE;
  }

  /** The directory that relative paths are resolved against: the project's, or the current one. */
  Path baseDirectory() {
    File base = project.getBasedir();
    return (base == null ? Path.of("") : base.toPath()).toAbsolutePath().normalize();
  }

  /** The project's build directory, or {@code target} without a project. */
  Path buildDirectory() {
    // Outside a project Maven leaves the variable of its default value as it is written.
    return baseDirectory().resolve(hasProject() ? project.getBuild().getDirectory() : "target");
  }

  /** A path that the user configured, or else the default. */
  Path path(@Nullable File named, Path usual) {
    return named == null ? usual : path(named);
  }

  /** A path that the user configured. */
  Path path(File named) {
    return baseDirectory().resolve(named.toPath()).normalize();
  }

  /**
   * The file in which a goal stores the state of its last run. In a project it is in the usual
   * directory for plugin state, named after the execution and output directory, so that no
   * execution deletes another one's files; without a project it is in the output directory.
   */
  StateFile stateFile(Path outputDirectory) {
    String goal = execution.getGoal();
    if (!hasProject()) {
      Path file = outputDirectory.resolve(".bpf-" + goal + ".state");
      return new StateFile(file, new OutputRoot(outputDirectory));
    }
    String place = Digests.of(List.of(outputDirectory.toString())).substring(0, 8);
    String name = execution.getExecutionId() + "-" + place + ".state";
    Path all = buildDirectory().resolve("maven-status/bpf-maven-plugin");
    return new StateFile(all.resolve(goal).resolve(name), new OutputRoot(buildDirectory()));
  }

  /** The plugin's version, which is that of all artifacts of the project. */
  String pluginVersion() {
    return execution.getMojoDescriptor().getPluginDescriptor().getVersion();
  }

  /** Identifies this version and build of the plugin. */
  String pluginIdentity() throws IOException {
    PluginDescriptor plugin = execution.getMojoDescriptor().getPluginDescriptor();
    List<String> identity = new ArrayList<>(List.of(plugin.getVersion()));
    for (Artifact artifact : plugin.getArtifacts()) {
      File file = artifact.getFile();
      // A snapshot changes without its version. In a reactor it may be a directory of classes.
      if (artifact.isSnapshot() && file != null) {
        identity.add(
            file.isDirectory()
                ? new Digests().ofAll(file.toPath())
                : file.length() + "@" + file.lastModified());
      }
    }
    return String.join(" ", identity);
  }
}
