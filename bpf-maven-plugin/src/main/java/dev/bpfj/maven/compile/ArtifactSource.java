package dev.bpfj.maven.compile;

import dev.bpfj.maven.build.InputException;
import java.nio.file.Path;

/** Resolves Maven artifacts. */
@FunctionalInterface
public interface ArtifactSource {
  /**
   * Resolves an artifact: from the local repository, else from the configured remote ones.
   *
   * @param coordinates {@code group:artifact:extension:classifier:version}
   * @return its file
   * @throws InputException if it cannot be resolved, with the reason
   */
  Path resolve(String coordinates);
}
