package dev.bpfj.corpus.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * What the corpus is made of, as {@code pins.properties} has it.
 *
 * @param source the kernel's sources
 * @param image the kernel built of them, whose types the programs use
 * @param headers libbpf's headers of that time
 * @param objects how many programs the sources have
 */
public record Pins(PinnedPackage source, PinnedPackage image, PinnedPackage headers, int objects) {
  /** Where they are written down, for messages. */
  static final String FILE = "corpus/src/test/resources/pins.properties";

  /**
   * A package in one version.
   *
   * @param name its name
   * @param version its version, without an epoch
   */
  public record PinnedPackage(String name, String version) {
    private static PinnedPackage of(String text) {
      String[] words = text.split(" ", 2);
      return new PinnedPackage(words[0], words[1]);
    }

    @Override
    public String toString() {
      return name + " " + version;
    }
  }

  /** The pins of this module. */
  public static Pins read() {
    Properties pins = new Properties();
    try (InputStream in =
        Objects.requireNonNull(Pins.class.getResourceAsStream("/pins.properties"))) {
      pins.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Pins(
        PinnedPackage.of(pins.getProperty("source")),
        PinnedPackage.of(pins.getProperty("image")),
        PinnedPackage.of(pins.getProperty("headers")),
        Integer.parseInt(pins.getProperty("objects")));
  }
}
