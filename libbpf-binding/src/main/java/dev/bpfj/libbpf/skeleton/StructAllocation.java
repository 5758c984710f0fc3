package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.internal.call.NativeMemory;
import dev.bpfj.libbpf.internal.memory.AddressRange;
import dev.bpfj.libbpf.internal.memory.Memory;

/**
 * Zeroed bytes for a struct of its own. Small ones share a buffer, for a direct buffer each would
 * cost a microsecond. The bytes are given out once; the buffer goes when the last struct in it
 * does.
 *
 * @param memory the memory
 * @param base where the bytes begin
 */
record StructAllocation(Memory memory, int base) {
  private static final int CHUNK = 16 * 1024;
  private static final int LARGEST_SHARED = 512;

  // What the strictest C type wants, and no word of one struct reaches into another.
  private static final int ALIGNMENT = 16;

  private static Memory chunk = new Memory();
  private static int used = CHUNK;

  static StructAllocation of(int size) {
    return size > LARGEST_SHARED ? new StructAllocation(Memory.allocate(size), 0) : shared(size);
  }

  private static synchronized StructAllocation shared(int size) {
    int rounded = (size + ALIGNMENT - 1) & -ALIGNMENT;
    if (used > CHUNK - rounded) {
      chunk = Memory.of(AddressRange.reserve(NativeMemory.get().kernel(), "structs", CHUNK));
      used = 0;
    }
    StructAllocation room = new StructAllocation(chunk, used);
    used += rounded;
    return room;
  }
}
