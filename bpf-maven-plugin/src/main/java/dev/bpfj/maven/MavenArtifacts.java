package dev.bpfj.maven;

import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.compile.ArtifactSource;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/**
 * Resolves artifacts as Maven resolves plugins.
 *
 * @param system Maven's resolver
 * @param session this build's
 * @param repositories where plugins come from
 */
record MavenArtifacts(
    RepositorySystem system, RepositorySystemSession session, List<RemoteRepository> repositories)
    implements ArtifactSource {

  @Override
  public Path resolve(String coordinates) {
    ArtifactRequest request =
        new ArtifactRequest(new DefaultArtifact(coordinates), repositories, "bpf");
    try {
      return system.resolveArtifact(session, request).getArtifact().getFile().toPath();
    } catch (ArtifactResolutionException e) {
      throw new InputException(
          coordinates
              + ": cannot be resolved: "
              + Messages.line(String.valueOf(e.getMessage()))
              + "; build once with the network, or see what the repositories in settings.xml say");
    }
  }
}
