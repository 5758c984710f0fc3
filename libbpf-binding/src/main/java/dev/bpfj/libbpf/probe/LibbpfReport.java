package dev.bpfj.libbpf.probe;

import dev.bpfj.libbpf.error.LibbpfNotFoundException;
import dev.bpfj.libbpf.internal.call.LibbpfVersion;
import dev.bpfj.libbpf.internal.call.Symbols;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells which libbpf this process finds, for {@code bpf:doctor} and for people: {@code java -cp ...
 * dev.bpfj.libbpf.probe.LibbpfReport}.
 */
public final class LibbpfReport {
  private static final Path MAPS = Path.of("/proc/self/maps");

  private LibbpfReport() {}

  /**
   * Prints lines {@code version=}, {@code file=} and {@code lacks=} to the standard output; ends
   * with status 1 and a message if there is no libbpf.
   *
   * @param arguments none
   * @throws IOException if the process's own mappings cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    try {
      System.out.println("version=" + LibbpfVersion.text());
      System.out.println("file=" + file());
      System.out.println("lacks=" + String.join(", ", Symbols.absent()));
    } catch (LibbpfNotFoundException e) {
      System.out.println(e.getMessage());
      System.exit(1);
    }
  }

  /** The loaded file, since its name is what the dynamic linker was asked for, not where it is. */
  private static String file() throws IOException {
    return Files.readAllLines(MAPS).stream()
        .filter(line -> line.contains("libbpf"))
        .map(line -> line.substring(line.indexOf('/')))
        .findFirst()
        .orElse("linked into the process");
  }
}
