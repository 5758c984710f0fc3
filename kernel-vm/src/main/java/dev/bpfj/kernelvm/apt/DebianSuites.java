package dev.bpfj.kernelvm.apt;

import java.util.Set;

/** Names by which Debian's main archive is recognized among a machine's sources. */
final class DebianSuites {
  private static final Set<String> NAMES =
      Set.of(
          "bullseye",
          "bookworm",
          "trixie",
          "forky",
          "duke",
          "sid",
          "oldoldstable",
          "oldstable",
          "stable",
          "testing",
          "unstable");

  private DebianSuites() {}

  // "-security" lies in an archive of its own, the others beside their suite.
  static boolean isMain(String suite) {
    return NAMES.contains(suite.replaceFirst("-(updates|backports|proposed-updates)$", ""));
  }
}
