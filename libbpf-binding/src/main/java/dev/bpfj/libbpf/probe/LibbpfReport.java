package dev.bpfj.libbpf.probe;

import dev.bpfj.libbpf.error.LibbpfNotFoundException;
import dev.bpfj.libbpf.internal.call.Symbols;

/**
 * Tells which libbpf this process finds, for {@code bpf:doctor} and for people: {@code java -cp ...
 * dev.bpfj.libbpf.probe.LibbpfReport}.
 */
public final class LibbpfReport {
  private LibbpfReport() {}

  /**
   * Prints lines {@code version=}, {@code file=} and {@code lacks=} to the standard output; ends
   * with status 1 and a message if there is no libbpf.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    try {
      LibbpfInfo info = LibbpfInfo.get();
      System.out.println("version=libbpf " + info.version());
      System.out.println("file=" + info.file());
      System.out.println("lacks=" + String.join(", ", Symbols.absent()));
    } catch (LibbpfNotFoundException e) {
      System.out.println(e.getMessage());
      System.exit(1);
    }
  }
}
