package dev.bpfj.kernelvm.apt;

import java.util.Set;

/** Names of the suites of Debian's main archive, among those of a machine's sources. */
final class DebianSuites {
  private static final Set<String> CODE_NAMES =
      Set.of("bullseye", "bookworm", "trixie", "forky", "duke", "sid");

  /** Other people's archives have suites of these names, too. */
  private static final Set<String> COMMON_NAMES =
      Set.of("oldoldstable", "oldstable", "stable", "testing", "unstable");

  private DebianSuites() {}

  static boolean isMain(String suite) {
    return hasCodeName(suite) || COMMON_NAMES.contains(plain(suite));
  }

  static boolean hasCodeName(String suite) {
    return CODE_NAMES.contains(plain(suite));
  }

  // "-security" lies in an archive of its own, the others beside their suite.
  private static String plain(String suite) {
    return suite.replaceFirst("-(updates|backports|proposed-updates)$", "");
  }
}
