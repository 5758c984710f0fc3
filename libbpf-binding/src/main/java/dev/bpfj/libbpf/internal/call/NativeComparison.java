package dev.bpfj.libbpf.internal.call;

import dev.bpfj.libbpf.internal.unpack.Comparison;

/**
 * Compares bytes in C: a new JVM would take longer for a large library than it takes to load it.
 */
final class NativeComparison extends Comparison {
  @Override
  public boolean areEqual(byte[] found, byte[] expected) {
    try (CallMemory memory = new CallMemory()) {
      return found.length == expected.length
          && Native.libc().memcmp(memory.bytes(found), memory.bytes(expected), found.length) == 0;
    }
  }
}
