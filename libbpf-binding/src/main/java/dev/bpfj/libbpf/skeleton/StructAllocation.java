package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.internal.call.NativeMemory;
import dev.bpfj.libbpf.internal.memory.AddressRange;
import dev.bpfj.libbpf.internal.memory.Memory;
import java.util.concurrent.atomic.AtomicLong;

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

  private static volatile Chunk chunk = new Chunk(new Memory(), CHUNK);

  static StructAllocation of(int size) {
    return size > LARGEST_SHARED ? new StructAllocation(Memory.allocate(size), 0) : shared(size);
  }

  private static StructAllocation shared(int size) {
    int rounded = (size + ALIGNMENT - 1) & -ALIGNMENT;
    while (true) {
      Chunk current = chunk;
      long base = current.used.getAndAdd(rounded);
      if (base <= CHUNK - rounded) {
        return new StructAllocation(current.memory, (int) base);
      }
      replace(current);
    }
  }

  private static synchronized void replace(Chunk full) {
    if (chunk == full) {
      AddressRange range = AddressRange.reserve(NativeMemory.get().kernel(), "structs", CHUNK);
      chunk = new Chunk(Memory.of(range), 0);
    }
  }

  private static final class Chunk {
    final Memory memory;
    // Goes on beyond the chunk's size when that is used up.
    final AtomicLong used;

    Chunk(Memory memory, int used) {
      this.memory = memory;
      this.used = new AtomicLong(used);
    }
  }
}
