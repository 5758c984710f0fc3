package dev.bpfj.libbpf;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an arena is mapped: at the address that its definition gives, if it gives one. libbpf maps
 * it there over whatever is there already, be it the JVM's heap.
 */
final class ArenaPlace {
  private static final Path MAPPINGS = Path.of("/proc/self/maps");

  private ArenaPlace() {}

  /** Refuses an address at which there is something. */
  static void requireFree(String subject, long address, long size) {
    if (wraps(address, size)) {
      throw new IllegalStateException(
          subject
              + ": there are no such addresses: map_extra=0x"
              + Long.toHexString(address)
              + ", size="
              + size);
    }
    mappingAt(address, size)
        .ifPresent(
            mapping -> {
              throw new IllegalStateException(
                  subject
                      + ": the memory at its address is in use: map_extra=0x"
                      + Long.toHexString(address)
                      + ", size="
                      + size
                      + ", by="
                      + mapping
                      + "; give it another address, or none");
            });
  }

  /** Whether the addresses go beyond the last one there is, unsigned. */
  private static boolean wraps(long address, long size) {
    return size < 0 || Long.compareUnsigned(address + size, address) < 0;
  }

  private static Optional<String> mappingAt(long address, long size) {
    // Not Files.lines, whose channel an interrupt closes.
    try (BufferedReader mappings = Files.newBufferedReader(MAPPINGS)) {
      return mappings.lines().filter(line -> overlaps(line, address, size)).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A line begins with the first address and that after the last, in hexadecimal. */
  private static boolean overlaps(String line, long address, long size) {
    int dash = line.indexOf('-');
    long begin = Long.parseUnsignedLong(line, 0, dash, 16);
    long end = Long.parseUnsignedLong(line, dash + 1, line.indexOf(' '), 16);
    return Long.compareUnsigned(begin, address + size) < 0
        && Long.compareUnsigned(address, end) < 0;
  }
}
