package dev.bpfj.libbpf.map;

import dev.bpfj.libbpf.internal.call.Arguments;
import dev.bpfj.libbpf.internal.call.NativeMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Native memory that is freed when it is no longer reachable. Callers that pass the address on keep
 * this object reachable until the call returns.
 */
final class NativeBuffer {
  // Typed views may lie over it.
  private static final int ALIGNMENT = 16;

  /** The most bytes that a buffer can have. */
  static final int LARGEST = Integer.MAX_VALUE - ALIGNMENT;

  final ByteBuffer buffer;
  final long address;

  NativeBuffer(int size) {
    Arguments.inRange("native memory: size", size, 0, LARGEST);
    buffer =
        ByteBuffer.allocateDirect(size + ALIGNMENT)
            .alignedSlice(ALIGNMENT)
            .slice(0, size)
            .order(ByteOrder.nativeOrder());
    // What has no size is given to the kernel as NULL, which insists on that.
    address = size == 0 ? 0 : NativeMemory.get().getDirectBufferAddress(buffer);
  }
}
