package dev.bpfj.kernelvm.apt;

import dev.bpfj.kernelvm.KernelTestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where this machine's packages come from, as its own apt has it. */
public final class AptSources {
  private static final String KEYRING_PACKAGE = "debian-archive-keyring";
  private static final String KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";

  private AptSources() {}

  /**
   * Reads the sources of an apt configuration, in both of apt's formats.
   *
   * @param etc the configuration's directory, {@code /etc/apt}
   * @return its enabled entries, in apt's order
   */
  public static List<AptSource> read(Path etc) {
    List<AptSource> sources = new ArrayList<>();
    try {
      Path single = etc.resolve("sources.list");
      if (Files.isRegularFile(single)) {
        sources.addAll(OneLineSources.parse(Files.readString(single)));
      }
      Path parts = etc.resolve("sources.list.d");
      if (Files.isDirectory(parts)) {
        try (Stream<Path> files = Files.list(parts)) {
          for (Path file : files.sorted().toList()) {
            if (file.toString().endsWith(".list")) {
              sources.addAll(OneLineSources.parse(Files.readString(file)));
            } else if (file.toString().endsWith(".sources")) {
              sources.addAll(Deb822Sources.parse(Files.readString(file)));
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sources;
  }

  /**
   * The mirror of Debian's main archive that a machine uses.
   *
   * @param etc the configuration's directory, {@code /etc/apt}
   * @param advice what to do where there is none
   * @return the mirror
   * @throws KernelTestException if the machine's sources name none, as those of other distributions
   */
  public static Mirror mirror(Path etc, String advice) {
    List<AptSource> sources = read(etc);
    return Stream.concat(
            sources.stream().filter(AptSource::isDebianArchive),
            sources.stream().filter(AptSource::maybeDebianArchive))
        .filter(source -> source.uris().stream().anyMatch(AptSources::isUsable))
        .map(AptSources::mirror)
        .findFirst()
        .orElseThrow(() -> new KernelTestException(none(etc, sources, advice)));
  }

  private static String none(Path etc, List<AptSource> sources, String advice) {
    return etc
        + ": no mirror of Debian's archive among the sources: suites found="
        + sources.stream().flatMap(source -> source.suites().stream()).distinct().toList()
        + "; "
        + advice
        + (keyring().isPresent()
            ? ""
            : "; a mirror needs Debian's keys: apt-get install " + KEYRING_PACKAGE);
  }

  /**
   * What to do where apt has no key of Debian's.
   *
   * @param said what apt said
   * @return the advice, empty where that is not what is wrong
   */
  static String advice(String said) {
    return said.contains("NO_PUBKEY")
        ? ": apt has no key for this archive: apt-get install " + KEYRING_PACKAGE
        : "";
  }

  /**
   * A mirror that was named instead of found.
   *
   * @param uri the archive's
   * @return the mirror, trusted by Debian's keyring where the machine has it
   */
  public static Mirror named(String uri) {
    return new Mirror(uri, keyring());
  }

  private static Mirror mirror(AptSource source) {
    String uri = source.uris().stream().filter(AptSources::isUsable).findFirst().orElseThrow();
    return new Mirror(uri, source.signedBy().or(AptSources::keyring));
  }

  private static boolean isUsable(String uri) {
    return !uri.startsWith("cdrom:");
  }

  private static Optional<String> keyring() {
    return Optional.of(KEYRING).filter(file -> Files.isReadable(Path.of(file)));
  }

  /**
   * An archive to fetch from.
   *
   * @param uri the archive's, as in apt's sources
   * @param keyring file of the keys that sign it; empty for those that the machine trusts anyway
   */
  public record Mirror(String uri, Optional<String> keyring) {}
}
