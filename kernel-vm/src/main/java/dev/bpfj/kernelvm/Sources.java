package dev.bpfj.kernelvm;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where kernels and libraries are downloaded from and cached.
 *
 * @param cache cache directory for downloads and generated files; created if necessary
 * @param mirror URI of a Debian archive; empty for the one that this machine's apt uses
 * @param kernelList a list of further kernels, in the format of the built-in one
 * @param offline true to use only what is cached
 */
public record Sources(
    Path cache, Optional<String> mirror, Optional<Path> kernelList, boolean offline) {

  /**
   * The machine's own mirror.
   *
   * @param cache cache directory for downloads and generated files
   * @return the sources
   */
  public static Sources cachedIn(Path cache) {
    return new Sources(cache, Optional.empty(), Optional.empty(), false);
  }
}
