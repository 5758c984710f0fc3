package dev.bpfj.libbpf.internal.call;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Native memory for the arguments of one call, freed together. Used by one thread. */
public final class CallMemory implements AutoCloseable {
  private final NativeMemory memory = NativeMemory.get();
  private final List<Long> blocks = new ArrayList<>();

  /** Makes one without memory. */
  public CallMemory() {}

  /**
   * Zeroed memory.
   *
   * @param size in bytes
   * @return its address
   */
  public long allocate(long size) {
    long address = memory.allocateMemory(Math.max(1, size), true);
    if (address == 0) {
      throw new OutOfMemoryError("no native memory: size=" + size);
    }
    blocks.add(address);
    return address;
  }

  /**
   * A C string.
   *
   * @param text its content, without zero characters
   * @return its address
   * @throws IllegalArgumentException if the text holds a zero character
   */
  public long string(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a zero character ends a C string: " + text);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    long address = allocate(bytes.length + 1L);
    memory.putByteArray(address, bytes, 0, bytes.length);
    return address;
  }

  /**
   * A C string, or NULL.
   *
   * @param text its content, without zero characters
   * @return its address, or 0
   * @throws IllegalArgumentException if the text holds a zero character
   */
  public long string(Optional<?> text) {
    return text.isPresent() ? string(text.get().toString()) : 0; // no lambda: every JVM starts here
  }

  /**
   * A copy of bytes.
   *
   * @param bytes its content
   * @return its address
   */
  public long bytes(byte[] bytes) {
    long address = allocate(bytes.length);
    memory.putByteArray(address, bytes, 0, bytes.length);
    return address;
  }

  @Override
  public void close() {
    for (long block : blocks) {
      memory.freeMemory(block);
    }
    blocks.clear();
  }
}
