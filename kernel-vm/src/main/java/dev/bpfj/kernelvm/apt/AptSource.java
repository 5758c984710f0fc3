package dev.bpfj.kernelvm.apt;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

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
   * Whether the entry may lead to binary packages of Debian's main archive, which has all suites.
   * Other people's packages for Debian have suites of the same names.
   *
   * @return false for sources, security archives and other distributions
   */
  boolean maybeDebianArchive() {
    return hasSuite(DebianSuites::hasCodeName);
  }

  /**
   * Whether the entry leads there for certain, by the archive's name or by the keys that sign it.
   *
   * @return false where only the suites speak for it
   */
  boolean isDebianArchive() {
    boolean isNamed = uris.stream().anyMatch(uri -> uri.matches(".*/debian/?"));
    boolean isSigned = signedBy.filter(file -> file.contains("/debian-archive-")).isPresent();
    return hasSuite(DebianSuites::isMain) && (isNamed || isSigned);
  }

  private boolean hasSuite(Predicate<String> wanted) {
    return types.contains("deb") && components.contains("main") && suites.stream().anyMatch(wanted);
  }
}
