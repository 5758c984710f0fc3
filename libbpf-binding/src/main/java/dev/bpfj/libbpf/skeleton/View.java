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
public abstract sealed class View permits DataSection, StructView {
  /** The bits of offsets that are too far from an address that is mapped for certain. */
  static final int FAR = -AddressRange.REACH;

  Memory memory;
  int base;

  View(Memory memory, int base) {
    this.memory = memory;
    this.base = base;
  }

  // The words at an offset. The JIT knows the class of the generated view that an accessor is
  // inlined into, so that these calls cost nothing; and it keeps apart what it learns of the two
  // ways to reach them, which one method for both would mix.

  abstract byte get8(int offset);

  abstract void put8(int offset, byte value);

  abstract short get16(int offset);

  abstract void put16(int offset, short value);

  abstract int get32(int offset);

  abstract void put32(int offset, int value);

  abstract long get64(int offset);

  abstract void put64(int offset, long value);
}
