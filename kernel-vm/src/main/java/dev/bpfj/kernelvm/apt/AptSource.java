package dev.bpfj.kernelvm.apt;

import java.util.List;
import java.util.Optional;

/**
 * One entry of apt's sources.
 *
 * @param types {@code deb}, {@code deb-src}
 * @param uris where the archive lies
 * @param suites such as {@code bookworm}, {@code bookworm-security}
 * @param components such as {@code main}
 * @param signedBy the keyring's path, where the entry names one
 */
public record AptSource(
    List<String> types,
    List<String> uris,
    List<String> suites,
    List<String> components,
    Optional<String> signedBy) {

  /**
   * Whether the entry leads to binary packages of Debian's main archive, which has all suites.
   *
   * @return false for sources, security archives, other distributions and other people's packages
   */
  public boolean isDebianArchive() {
    return types.contains("deb")
        && components.contains("main")
        && suites.stream().anyMatch(DebianSuites::isMain);
  }
}
