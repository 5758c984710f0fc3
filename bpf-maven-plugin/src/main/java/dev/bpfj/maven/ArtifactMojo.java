package dev.bpfj.maven;

import dev.bpfj.maven.compile.BundledClang;
import dev.bpfj.maven.compile.BundledHeaders;
import dev.bpfj.maven.compile.Toolchain;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;

/** What goals have that resolve artifacts when they need them. */
abstract class ArtifactMojo extends ScopedMojo {

  /**
   * Where what is fetched and unpacked once is kept for all builds of this user.
   *
   * <pre>{@code <cacheDirectory>/var/cache/bpfj</cacheDirectory>}</pre>
   *
   * @since 0.1.0
   */
  @Parameter(property = "bpf.cacheDirectory", defaultValue = "${user.home}/.cache/bpfj")
  private @Nullable File cacheDirectory;

  @Parameter(defaultValue = "${repositorySystemSession}", readonly = true, required = true)
  private @Nullable RepositorySystemSession repositorySession;

  @Parameter(defaultValue = "${project.remotePluginRepositories}", readonly = true, required = true)
  private @Nullable List<RemoteRepository> pluginRepositories;

  private final RepositorySystem repositorySystem;

  ArtifactMojo(RepositorySystem repositorySystem) {
    this.repositorySystem = repositorySystem;
  }

  /** Resolves what plugins are resolved from. */
  final MavenArtifacts artifacts() {
    return new MavenArtifacts(
        repositorySystem, injected(repositorySession), injected(pluginRepositories));
  }

  /** A directory of the cache. */
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
