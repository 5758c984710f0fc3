package dev.bpfj.maven;

import dev.bpfj.maven.compile.BundledClang;
import dev.bpfj.maven.compile.BundledHeaders;
import dev.bpfj.maven.compile.HeaderArtifact;
import dev.bpfj.maven.compile.Toolchain;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.model.Dependency;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;

/** Base class of the goals that resolve artifacts on demand. */
abstract class ArtifactMojo extends ScopedMojo {
  /** The classifier of artifacts that hold headers for BPF programs. */
  private static final String HEADERS = "bpf-headers";

  /**
   * The directory for downloaded and unpacked files, which all builds of this user share.
   *
   * <pre>{@code <cacheDirectory>/var/cache/bpfj</cacheDirectory>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.cacheDirectory", defaultValue = "${user.home}/.cache/bpfj")
  private @Nullable File cacheDirectory;

  @Parameter(defaultValue = "${repositorySystemSession}", readonly = true, required = true)
  private @Nullable RepositorySystemSession repositorySession;

  @Parameter(defaultValue = "${project.remotePluginRepositories}", readonly = true, required = true)
  private @Nullable List<RemoteRepository> pluginRepositories;

  @Parameter(
      defaultValue = "${project.remoteProjectRepositories}",
      readonly = true,
      required = true)
  private @Nullable List<RemoteRepository> projectRepositories;

  private final RepositorySystem repositorySystem;

  ArtifactMojo(RepositorySystem repositorySystem) {
    this.repositorySystem = repositorySystem;
  }

  /** Resolves artifacts from the plugin repositories. */
  final MavenArtifacts artifacts() {
    return new MavenArtifacts(
        repositorySystem, injected(repositorySession), injected(pluginRepositories));
  }

  /** The headers of other projects that the project depends on. */
  final List<HeaderArtifact> headerArtifacts(Context context, Scope scope) {
    MavenArtifacts all =
        new MavenArtifacts(
            repositorySystem, injected(repositorySession), injected(projectRepositories));
    List<HeaderArtifact> artifacts = new ArrayList<>();
    for (Dependency dependency : context.project().getDependencies()) {
      if (HEADERS.equals(dependency.getClassifier()) && scope.has(dependency)) {
        artifacts.add(
            new HeaderArtifact(
                dependency.getArtifactId(),
                all.resolveOfBuild(
                    String.join(
                        ":",
                        dependency.getGroupId(),
                        dependency.getArtifactId(),
                        "jar",
                        HEADERS,
                        dependency.getVersion()))));
      }
    }
    return artifacts;
  }

  /** A subdirectory of the cache. */
  final Path cache(Context context, String name) {
    return context.path(injected(cacheDirectory)).resolve(name);
  }

  /** The compiler and the headers that come with the plugin. */
  final Toolchain toolchain(Context context) {
    return new Toolchain(
        new BundledClang(artifacts(), cache(context, "compilers"), new MojoLog(getLog())),
        new BundledHeaders(cache(context, "headers")));
  }
}
