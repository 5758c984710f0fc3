package dev.bpfj.test.memory;

import dev.bpfj.libbpf.internal.call.NativeMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a map that can be mapped. There are no pages to be mapped twice in memory, so these
 * bytes are in one place at a time: in memory of their own, or where they are mapped.
 */
final class MappedPart {
  private final long size;
  private @Nullable ByteBuffer own; // null while mapped
  private long address;

  /** Makes zeros. */
  MappedPart(long size) {
    this.size = size;
    ByteBuffer zeros = allocate();
    this.own = zeros;
    this.address = NativeMemory.get().getDirectBufferAddress(zeros);
  }

  /** Makes a copy. */
  static MappedPart of(byte[] bytes) {
    MappedPart part = new MappedPart(bytes.length);
    part.put(bytes);
    return part;
  }

  byte[] bytes() {
    byte[] bytes = new byte[(int) size];
    NativeMemory.get().getByteArray(address, bytes, 0, bytes.length);
    return bytes;
  }

  void put(byte[] bytes) {
    NativeMemory.get().putByteArray(address, bytes, 0, bytes.length);
  }

  private ByteBuffer allocate() {
    return ByteBuffer.allocateDirect(Math.toIntExact(Math.max(Long.BYTES, size)) + Long.BYTES)
        .alignedSlice(Long.BYTES)
        .order(ByteOrder.nativeOrder());
  }

  /** How many bytes there are. */
  long size() {
    return size;
  }

  /** Where they are now. */
  long address() {
    return address;
  }

  boolean isMapped() {
    return own == null;
  }

  /** Moves the bytes to where they are mapped. */
  void moveTo(long target, long length) {
    NativeMemory memory = NativeMemory.get();
    long copied = Math.min(size, length);
    memory.copyMemory(address, target, copied);
    for (long at = copied; at < length; at++) {
      memory.putByte(target + at, (byte) 0);
    }
    address = target;
    own = null;
  }

  /** Moves the bytes back into memory of their own, since what they are mapped to goes. */
  void moveBack() {
    ByteBuffer back = allocate();
    long target = NativeMemory.get().getDirectBufferAddress(back);
    NativeMemory.get().copyMemory(address, target, size);
    address = target;
    own = back;
  }
}
