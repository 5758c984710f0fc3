package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.internal.memory.Memory;
import java.nio.ByteBuffer;

/**
 * A buffer that views are moved over. What belongs together is one immutable object, so that a
 * thread that races a move sees the one buffer or the other, and never the address of the one with
 * an offset that is right in the other.
 *
 * @param buffer the buffer
 * @param memory its bytes
 * @param address its first byte's, or 0 if it is accessed by the buffer alone
 */
record ViewBuffer(ByteBuffer buffer, Memory memory, long address) {
  private static final int ALIGNMENT = 8;

  static ViewBuffer over(ByteBuffer buffer, boolean byAddress) {
    if (!buffer.isDirect()) {
      throw Refusal.refuse("a buffer on the heap; a direct one is needed, see allocateDirect");
    }
    int misaligned = buffer.alignmentOffset(0, ALIGNMENT);
    if (misaligned != 0) {
      throw Refusal.refuse(
          "a buffer at an odd address: address modulo 8="
              + misaligned
              + "; use the buffer that it is a slice of, and an offset");
    }
    Memory memory = Memory.of(buffer);
    return new ViewBuffer(buffer, memory, byAddress ? memory.fixedAddress() : 0);
  }
}
