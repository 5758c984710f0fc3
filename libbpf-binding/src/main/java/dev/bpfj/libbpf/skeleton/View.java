package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.memory.Memory;

/**
 * Typed access to some bytes: the base of a skeleton's data sections and structs. It has no members
 * that a C name could collide with; what generated accessors do is in {@link Fields} and its
 * siblings.
 *
 * <p>Several threads may read and write through one view at once.
 */
public abstract class View {
  Memory memory;
  int base;

  View(Memory memory, int base) {
    this.memory = memory;
    this.base = base;
  }
}
