package dev.bpfj.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What tests run on.
 *
 * @param kernel the kernel's release, as {@code uname -r}
 * @param capabilities those of the process that count, a bit each
 * @param processors how many the JVM may use
 * @param countsCycles whether the processors have a counter of cycles for perf events
 */
record Machine(String kernel, long capabilities, int processors, boolean countsCycles) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path EVENT_SOURCES = Path.of("/sys/bus/event_source/devices");
  private static final String EFFECTIVE = "CapEff:";

  /** This one. */
  static Machine here() {
    return new Machine(
        System.getProperty("os.version"),
        effective(),
        Runtime.getRuntime().availableProcessors(),
        hasCycles(EVENT_SOURCES));
  }

  // x86 calls a processor's unit "cpu", or "cpu_core" and "cpu_atom", arm64 "armv8_pmuv3_0".
  static boolean hasCycles(Path eventSources) {
    try (DirectoryStream<Path> units = Files.newDirectoryStream(eventSources)) {
      for (Path unit : units) {
        Path events = unit.resolve("events");
        if (Files.exists(events.resolve("cpu-cycles"))
            || Files.exists(events.resolve("cpu_cycles"))) {
          return true;
        }
      }
      return false;
    } catch (IOException | DirectoryIteratorException e) {
      return false; // not Linux, or no sysfs that may be read
    }
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
