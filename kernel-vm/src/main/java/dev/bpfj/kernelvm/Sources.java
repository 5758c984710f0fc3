package dev.bpfj.kernelvm;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where kernels and libraries come from.
 *
 * @param cache directory for what is fetched and made once; made if need be
 * @param mirror URI of a Debian archive; empty for the one that this machine's apt uses
 * @param kernelList a list of kernels besides ours, in the same format
 * @param offline true to use what is cached and nothing else
 */
public record Sources(
    Path cache, Optional<String> mirror, Optional<Path> kernelList, boolean offline) {

  /**
   * The machine's own mirror.
   *
   * @param cache directory for what is fetched and made once
   * @return the sources
   */
  public static Sources cachedIn(Path cache) {
    return new Sources(cache, Optional.empty(), Optional.empty(), false);
  }
}
