package dev.bpfj.nativebuild;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** The pinned sources of the artifacts, from {@code pins.properties}. Immutable, thread-safe. */
final class Pins {
  private static final String FILE = "pins.properties";

  private final Properties pins;

  private Pins(Properties pins) {
    this.pins = pins;
  }

  /** The pins of this module. */
  static Pins read() {
    Properties pins = new Properties();
    try (InputStream in = Objects.requireNonNull(Pins.class.getResourceAsStream(FILE))) {
      pins.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Pins(pins);
  }

  /**
   * A package in one version.
   *
   * @param suite the suite of Debian that has it
   * @param name its name
   * @param version its version, without an epoch
   */
  record PinnedPackage(String suite, String name, String version) {
    private static PinnedPackage of(String text) {
      String[] words = text.strip().split("\\s+", 3);
      return new PinnedPackage(words[0], words[1], words[2]);
    }

    /** The upstream version, without Debian's revision. */
    String upstream() {
      return version.replaceFirst("-[^-]*$", "");
    }

    @Override
    public String toString() {
      return name + " " + version + " of Debian's " + suite;
    }
  }

  /** A package. */
  PinnedPackage onePackage(String key) {
    return PinnedPackage.of(text(key));
  }

  /** Packages, separated by commas. */
  List<PinnedPackage> packages(String key) {
    return Arrays.stream(text(key).split(",")).map(PinnedPackage::of).toList();
  }

  /** A digest or a name. */
  String text(String key) {
    return Objects.requireNonNull(pins.getProperty(key), key);
  }

  /** Those of the libraries, in the same order every time: what is made changes with them. */
  List<String> ofLibraries() {
    return pins.stringPropertyNames().stream()
        .filter(key -> !key.contains("headers"))
        .sorted()
        .map(key -> key + "=" + pins.getProperty(key))
        .toList();
  }
}
