package dev.bpfj.libbpf.internal.kernel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** What the running kernel was built with, where it or its distribution says so. */
final class KernelConfiguration {
  private static final Path PROC = Path.of("/proc/config.gz");
  private static final Path BOOT = Path.of("/boot/config-" + System.getProperty("os.version"));

  private KernelConfiguration() {}

  /**
   * Whether an option is known to be off; never so if the kernel's configuration cannot be read.
   */
  static boolean lacks(String option) {
    return lacks(option, List.of(PROC, BOOT));
  }

  static boolean lacks(String option, List<Path> files) {
    for (Path file : files) {
      if (Files.isReadable(file)) {
        return !isOn(option, file);
      }
    }
    return false;
  }

  private static boolean isOn(String option, Path file) {
    try (InputStream in = open(file)) {
      return options(in).contains(option);
    } catch (IOException e) {
      return true; // nothing is known
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    if (!file.toString().endsWith(".gz")) {
      return in;
    }
    try {
      return new GZIPInputStream(in);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** Those that are built in or modules. */
  private static Set<String> options(InputStream in) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> line.endsWith("=y") || line.endsWith("=m"))
          .map(line -> line.substring(0, line.length() - 2))
          .collect(Collectors.toSet());
    }
  }
}
