package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.memory.Memory;

/** Typed access to some bytes: the base of a skeleton's data sections and structs. */
public abstract class View {
  final Memory memory;
  final int base;

  View(Memory memory, int base) {
    this.memory = memory;
    this.base = base;
  }
}
