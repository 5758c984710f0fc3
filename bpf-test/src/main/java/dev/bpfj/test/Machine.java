package dev.bpfj.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What tests run on.
 *
 * @param kernel the kernel's release, as {@code uname -r}
 * @param capabilities those of the process that count, a bit each
 * @param processors how many the JVM may use
 */
record Machine(String kernel, long capabilities, int processors) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String EFFECTIVE = "CapEff:";

  /** This one. */
  static Machine here() {
    return new Machine(
        System.getProperty("os.version"), effective(), Runtime.getRuntime().availableProcessors());
  }

  private static long effective() {
    if (!Files.exists(STATUS)) {
      return 0; // not Linux
    }
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(EFFECTIVE))
          .map(line -> line.substring(EFFECTIVE.length()).strip())
          .mapToLong(digits -> Long.parseUnsignedLong(digits, 16))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
