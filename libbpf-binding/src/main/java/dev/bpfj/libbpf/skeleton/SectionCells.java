package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.internal.memory.AddressRange;
import dev.bpfj.libbpf.internal.memory.AddressSpace;
import dev.bpfj.libbpf.internal.memory.Memory;
import java.lang.ref.Reference;

/**
 * Reads and writes the words of a {@link DataSection}: the hot path, by address. Where there is
 * none, or the offset is far (generated code's offsets are constants, so the test is none), {@link
 * BufferCells} knows what to do, or which exception to throw.
 *
 * <p>Why no access can leave what is mapped: a section begins where its memory does, and {@link
 * AddressRange#REACH} bytes behind it are mapped too, and what an access there is wide. Why none
 * can meet pages that were unmapped meanwhile: the memory keeps mapped all that it ever showed.
 */
final class SectionCells {
  private SectionCells() {}

  static byte get8(DataSection section, int offset) {
    Memory memory = section.memory;
    long address = memory.readAddress();
    if (address == 0 || (offset & View.FAR) != 0) {
      return BufferCells.get8(section, offset);
    }
    try {
      return AddressSpace.getByte(address + offset);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  static void put8(DataSection section, int offset, byte value) {
    Memory memory = section.memory;
    long address = memory.writeAddress();
    if (address == 0 || (offset & View.FAR) != 0) {
      BufferCells.put8(section, offset, value);
      return;
    }
    try {
      AddressSpace.putByte(address + offset, value);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  static short get16(DataSection section, int offset) {
    Memory memory = section.memory;
    long address = memory.readAddress();
    if (address == 0 || (offset & View.FAR) != 0) {
      return BufferCells.get16(section, offset);
    }
    try {
      return AddressSpace.getShort(address + offset);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  static void put16(DataSection section, int offset, short value) {
    Memory memory = section.memory;
    long address = memory.writeAddress();
    if (address == 0 || (offset & View.FAR) != 0) {
      BufferCells.put16(section, offset, value);
      return;
    }
    try {
      AddressSpace.putShort(address + offset, value);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  static int get32(DataSection section, int offset) {
    Memory memory = section.memory;
    long address = memory.readAddress();
    if (address == 0 || (offset & View.FAR) != 0) {
      return BufferCells.get32(section, offset);
    }
    try {
      return AddressSpace.getInt(address + offset);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  static void put32(DataSection section, int offset, int value) {
    Memory memory = section.memory;
    long address = memory.writeAddress();
    if (address == 0 || (offset & View.FAR) != 0) {
      BufferCells.put32(section, offset, value);
      return;
    }
    try {
      AddressSpace.putInt(address + offset, value);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  static long get64(DataSection section, int offset) {
    Memory memory = section.memory;
    long address = memory.readAddress();
    if (address == 0 || (offset & View.FAR) != 0) {
      return BufferCells.get64(section, offset);
    }
    try {
      return AddressSpace.getLong(address + offset);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  static void put64(DataSection section, int offset, long value) {
    Memory memory = section.memory;
    long address = memory.writeAddress();
    if (address == 0 || (offset & View.FAR) != 0) {
      BufferCells.put64(section, offset, value);
      return;
    }
    try {
      AddressSpace.putLong(address + offset, value);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }
}
