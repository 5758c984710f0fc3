package dev.bpfj.maven.doctor;

import dev.bpfj.maven.build.InputException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Finds out which libbpf a program would load, in a separate JVM, so that nothing is loaded into
 * this one.
 */
final class LibbpfFinding {
  private static final String MAIN = "dev.bpfj.libbpf.probe.LibbpfReport";
  private static final String FIX =
      "have the project depend on dev.bpfj:libbpf-natives, which has libbpf 1.7, or install 1.0 or"
          + " later (Debian, Ubuntu: apt-get install libbpf1; Fedora: dnf install libbpf)";

  private final Supplier<List<Path>> binding;

  /**
   * The finding.
   *
   * @param binding resolves the class path of libbpf-binding
   */
  LibbpfFinding(Supplier<List<Path>> binding) {
    this.binding = binding;
  }

  Finding get() throws IOException, InterruptedException {
    List<Path> classPath;
    try {
      classPath = binding.get();
    } catch (InputException e) {
      return Finding.missing(
          Finding.RUN, "libbpf", "not looked for: " + e.getMessage(), "run once with the network");
    }
    Map<String, String> report = report(classPath);
    if (report.containsKey("error")) {
      return Finding.missing(Finding.RUN, "libbpf", report.get("error"), FIX);
    }
    String found = report.getOrDefault("version", "") + ", " + report.getOrDefault("file", "");
    String lacks = report.getOrDefault("lacks", "");
    return lacks.isEmpty()
        ? Finding.ok(Finding.RUN, "libbpf", found)
        : Finding.limited(
            Finding.RUN,
            "libbpf",
            found + "; it lacks " + lacks,
            "dev.bpfj:libbpf-natives, which has libbpf 1.7, or a newer one, if these are used");
  }

  private static Map<String, String> report(List<Path> classPath)
      throws IOException, InterruptedException {
    String path =
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                path,
                MAIN)
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        return Map.of("error", said.strip());
      }
      return said.lines()
          .filter(line -> line.contains("="))
          .map(line -> line.split("=", 2))
          .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, b) -> a));
    } finally {
      process.destroy();
    }
  }
}
