package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.internal.memory.AddressSpace;
import dev.bpfj.libbpf.internal.memory.Memory;
import java.lang.ref.Reference;

/**
 * Reads and writes the words of a {@link StructView}: the hot path, by address, as {@link
 * SectionCells}. What lies for good where it is, such as a record of a ring or a struct of its own,
 * is read there at once; the part of a section is looked for in its memory each time, since that
 * may be hidden.
 *
 * <p>Views can be moved, and a thread may race the move. So an address is one long, which is right
 * by itself, the view keeps mapped all that it was moved over, and a base is compared with the
 * memory that it is used with.
 */
final class StructCells {
  private StructCells() {}

  /** Where a struct begins now, or 0, if its memory begins at an address. */
  private static long placed(StructView struct, Memory memory, long address) {
    int base = struct.base;
    return address == 0 || base < 0 || base > memory.limit() ? 0 : address + base;
  }

  static byte get8(StructView struct, int offset) {
    long address = struct.address;
    if (address == 0 || (offset & View.FAR) != 0) {
      return look8(struct, offset);
    }
    try {
      return AddressSpace.getByte(address + offset);
    } finally {
      Reference.reachabilityFence(struct);
    }
  }

  private static byte look8(StructView struct, int offset) {
    Memory memory = struct.memory;
    long address = placed(struct, memory, memory.readAddress());
    if (address == 0 || (offset & View.FAR) != 0) {
      return BufferCells.get8(struct, offset);
    }
    try {
      return AddressSpace.getByte(address + offset);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  static void put8(StructView struct, int offset, byte value) {
    Memory memory = struct.memory;
    long address = placed(struct, memory, memory.writeAddress());
    if (address == 0 || (offset & View.FAR) != 0) {
      BufferCells.put8(struct, offset, value);
      return;
    }
    try {
      AddressSpace.putByte(address + offset, value);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  static short get16(StructView struct, int offset) {
    long address = struct.address;
    if (address == 0 || (offset & View.FAR) != 0) {
      return look16(struct, offset);
    }
    try {
      return AddressSpace.getShort(address + offset);
    } finally {
      Reference.reachabilityFence(struct);
    }
  }

  private static short look16(StructView struct, int offset) {
    Memory memory = struct.memory;
    long address = placed(struct, memory, memory.readAddress());
    if (address == 0 || (offset & View.FAR) != 0) {
      return BufferCells.get16(struct, offset);
    }
    try {
      return AddressSpace.getShort(address + offset);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  static void put16(StructView struct, int offset, short value) {
    Memory memory = struct.memory;
    long address = placed(struct, memory, memory.writeAddress());
    if (address == 0 || (offset & View.FAR) != 0) {
      BufferCells.put16(struct, offset, value);
      return;
    }
    try {
      AddressSpace.putShort(address + offset, value);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  static int get32(StructView struct, int offset) {
    long address = struct.address;
    if (address == 0 || (offset & View.FAR) != 0) {
      return look32(struct, offset);
    }
    try {
      return AddressSpace.getInt(address + offset);
    } finally {
      Reference.reachabilityFence(struct);
    }
  }

  private static int look32(StructView struct, int offset) {
    Memory memory = struct.memory;
    long address = placed(struct, memory, memory.readAddress());
    if (address == 0 || (offset & View.FAR) != 0) {
      return BufferCells.get32(struct, offset);
    }
    try {
      return AddressSpace.getInt(address + offset);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  static void put32(StructView struct, int offset, int value) {
    Memory memory = struct.memory;
    long address = placed(struct, memory, memory.writeAddress());
    if (address == 0 || (offset & View.FAR) != 0) {
      BufferCells.put32(struct, offset, value);
      return;
    }
    try {
      AddressSpace.putInt(address + offset, value);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  static long get64(StructView struct, int offset) {
    long address = struct.address;
    if (address == 0 || (offset & View.FAR) != 0) {
      return look64(struct, offset);
    }
    try {
      return AddressSpace.getLong(address + offset);
    } finally {
      Reference.reachabilityFence(struct);
    }
  }

  private static long look64(StructView struct, int offset) {
    Memory memory = struct.memory;
    long address = placed(struct, memory, memory.readAddress());
    if (address == 0 || (offset & View.FAR) != 0) {
      return BufferCells.get64(struct, offset);
    }
    try {
      return AddressSpace.getLong(address + offset);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  static void put64(StructView struct, int offset, long value) {
    Memory memory = struct.memory;
    long address = placed(struct, memory, memory.writeAddress());
    if (address == 0 || (offset & View.FAR) != 0) {
      BufferCells.put64(struct, offset, value);
      return;
    }
    try {
      AddressSpace.putLong(address + offset, value);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }
}
