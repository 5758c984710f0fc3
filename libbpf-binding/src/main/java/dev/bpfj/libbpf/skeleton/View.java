package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.internal.memory.AddressRange;
import dev.bpfj.libbpf.internal.memory.Memory;

/**
 * Typed access to some bytes: the base of a skeleton's data sections and structs. It has no members
 * that a C name could collide with; what generated accessors do is in {@link Fields} and its
 * siblings.
 *
 * <p>Several threads may read and write through one view at once.
 */
public abstract class View {
  /** The bits of offsets that are too far from an address that is mapped for certain. */
  static final int FAR = -AddressRange.REACH;

  Memory memory;
  int base;

  View(Memory memory, int base) {
    this.memory = memory;
    this.base = base;
  }

  // The words at an offset. The JIT knows the class of the generated view that an accessor is
  // inlined into, so that these calls cost nothing; and it keeps apart what it learns of the
  // overriding ones, which one static method with two ways in it would mix.

  byte get8(int offset) {
    return BufferCells.get8(this, offset);
  }

  void put8(int offset, byte value) {
    BufferCells.put8(this, offset, value);
  }

  short get16(int offset) {
    return BufferCells.get16(this, offset);
  }

  void put16(int offset, short value) {
    BufferCells.put16(this, offset, value);
  }

  int get32(int offset) {
    return BufferCells.get32(this, offset);
  }

  void put32(int offset, int value) {
    BufferCells.put32(this, offset, value);
  }

  long get64(int offset) {
    return BufferCells.get64(this, offset);
  }

  void put64(int offset, long value) {
    BufferCells.put64(this, offset, value);
  }
}
