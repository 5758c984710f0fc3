package dev.bpfj.libbpf.internal.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is mapped in this process, by the kernel's account, and when the collector lets go of it.
 */
public final class Mappings {
  private static final long PATIENCE = 20_000_000_000L;

  private Mappings() {}

  /** Whether an address is mapped even after the collector and its cleaners had several turns. */
  public static boolean stays(long address) throws Exception {
    for (int i = 0; i < 5; i++) {
      collect();
    }
    return isMapped(address);
  }

  /** Whether an address is unmapped before long. */
  public static boolean goes(long address) throws Exception {
    long deadline = System.nanoTime() + PATIENCE;
    while (isMapped(address)) {
      if (System.nanoTime() >= deadline) {
        return false;
      }
      collect();
    }
    return true;
  }

  private static void collect() throws InterruptedException {
    System.gc();
    Thread.sleep(20); // the cleaner's thread comes after the collector
  }

  /** Whether an address is mapped now. */
  static boolean isMapped(long address) throws IOException {
    return Files.readAllLines(Path.of("/proc/self/maps")).stream()
        .map(line -> line.substring(0, line.indexOf(' ')).split("-"))
        .anyMatch(
            ends ->
                Long.parseUnsignedLong(ends[0], 16) <= address
                    && address < Long.parseUnsignedLong(ends[1], 16));
  }
}
