package dev.bpfj.libbpf.internal.call;

import dev.bpfj.libbpf.internal.raw.LibC;
import dev.bpfj.libbpf.internal.unpack.Comparison;
import java.io.IOException;
import java.io.InputStream;

/**
 * Compares bytes in C: a new JVM would take longer for a large library than it takes to load it.
 */
final class NativeComparison extends Comparison {
  // Memory that was not used before costs more than what is done with it.
  private static final int PART = 1 << 16;

  @Override
  public boolean areEqual(InputStream found, byte[] expected) throws IOException {
    LibC libc = Native.libc();
    NativeMemory io = NativeMemory.get();
    byte[] bytes = new byte[PART];
    try (CallMemory memory = new CallMemory()) {
      long part = memory.allocate(PART);
      long expectedPart = memory.allocate(PART);
      for (int from = 0; from < expected.length; from += PART) {
        int size = Math.min(PART, expected.length - from);
        if (found.readNBytes(bytes, 0, size) < size) {
          return false;
        }
        io.putByteArray(part, bytes, 0, size);
        io.putByteArray(expectedPart, expected, from, size);
        if (libc.memcmp(part, expectedPart, size) != 0) {
          return false;
        }
      }
      return found.read() < 0;
    }
  }
}
