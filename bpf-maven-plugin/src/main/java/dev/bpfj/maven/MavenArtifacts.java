package dev.bpfj.maven;

import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.compile.ArtifactSource;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;

/**
 * Resolves artifacts that no POM names.
 *
 * @param system Maven's resolver
 * @param session this build's
 * @param repositories where they come from: what a goal needs from where plugins do
 */
record MavenArtifacts(
    RepositorySystem system, RepositorySystemSession session, List<RemoteRepository> repositories)
    implements ArtifactSource {

  @Override
  public Path resolve(String coordinates) {
    return resolve(coordinates, "");
  }

  /**
   * Resolves an artifact that another module of the build may make.
   *
   * @param coordinates {@code group:artifact:type:classifier:version}
   * @return its file
   * @throws InputException if it cannot be had, with the reason
   */
  Path resolveOfBuild(String coordinates) {
    return resolve(
        coordinates,
        "if it is a module of this build, run the phase package or a later one; else ");
  }

  private Path resolve(String coordinates, String advice) {
    ArtifactRequest request =
        new ArtifactRequest(new DefaultArtifact(coordinates), repositories, "bpf");
    try {
      return system.resolveArtifact(session, request).getArtifact().getFile().toPath();
    } catch (ArtifactResolutionException e) {
      throw refusal(coordinates, e, advice);
    }
  }

  /**
   * Resolves an artifact and what it depends on at run time.
   *
   * @param coordinates {@code group:artifact:version}
   * @return the files, a class path
   * @throws InputException if one of them cannot be had, with the reason
   */
  List<Path> resolveWithDependencies(String coordinates) {
    // The session leaves out what is for tests or provided; no filter is needed for the rest.
    Dependency root = new Dependency(new DefaultArtifact(coordinates), "runtime");
    DependencyRequest request = new DependencyRequest(new CollectRequest(root, repositories), null);
    try {
      return system.resolveDependencies(session, request).getArtifactResults().stream()
          .map(result -> result.getArtifact().getFile().toPath())
          .toList();
    } catch (DependencyResolutionException e) {
      throw refusal(coordinates, e, "");
    }
  }

  private static InputException refusal(String coordinates, Exception e, String advice) {
    return new InputException(
        coordinates
            + ": cannot be resolved: "
            + Messages.line(String.valueOf(e.getMessage()))
            + "; "
            + advice
            + "build once with the network, or see what the repositories in settings.xml say");
  }
}
