package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.BpfObject;
import dev.bpfj.libbpf.OpenOptions;
import dev.bpfj.libbpf.internal.access.ObjectAccess;
import dev.bpfj.libbpf.internal.memory.AddressSpace;
import dev.bpfj.libbpf.internal.memory.Memory;
import dev.bpfj.libbpf.internal.memory.SectionMemory;
import java.lang.ref.Reference;

/**
 * A section of global variables.
 *
 * <p>Several threads may read and write at once, also while the object is loaded and closed.
 */
public abstract non-sealed class DataSection extends View {
  private final SectionMemory section;

  /**
   * Makes the section of an object.
   *
   * @param object the object
   * @param name the section's name, such as {@code .bss}
   * @param size how many bytes its variables need
   * @throws IllegalArgumentException if the object has no such section, or a shorter one: it is
   *     another object file's
   */
  protected DataSection(BpfObject object, String name, long size) {
    this(ObjectAccess.of(BpfObject.class, OpenOptions.class).section(object, name));
    section.requireSize(size);
  }

  private DataSection(SectionMemory section) {
    super(section.memory(), 0);
    this.section = section;
  }

  /**
   * Whether the kernel's own pages are under the variables, so that reads and writes are exchanged
   * with running programs.
   *
   * @return true from load to close, for a section that the kernel maps
   */
  public final boolean isMapped() {
    return section.isMapped();
  }

  /**
   * Whether there are values to read.
   *
   * @return false once closed, and for a loaded section that the kernel does not map
   */
  public final boolean isReadable() {
    return section.memory().isReadable();
  }

  // The hot path, by address. Where there is none, or the offset is far (generated code's offsets
  // are constants, so the test is none), BufferCells knows what to do, or which exception to throw.
  //
  // Why no access can leave what is mapped: a section begins where its memory does, and REACH bytes
  // behind it are mapped too, and what an access there is wide. Why none can meet pages that were
  // unmapped meanwhile: the memory keeps mapped all that it ever showed.

  @Override
  final byte get8(int offset) {
    Memory memory = this.memory;
    long address = memory.readAddress();
    if (address == 0 || (offset & FAR) != 0) {
      return BufferCells.get8(this, offset);
    }
    try {
      return AddressSpace.getByte(address + offset);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  @Override
  final void put8(int offset, byte value) {
    Memory memory = this.memory;
    long address = memory.writeAddress();
    if (address == 0 || (offset & FAR) != 0) {
      BufferCells.put8(this, offset, value);
      return;
    }
    try {
      AddressSpace.putByte(address + offset, value);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  @Override
  final short get16(int offset) {
    Memory memory = this.memory;
    long address = memory.readAddress();
    if (address == 0 || (offset & FAR) != 0) {
      return BufferCells.get16(this, offset);
    }
    try {
      return AddressSpace.getShort(address + offset);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  @Override
  final void put16(int offset, short value) {
    Memory memory = this.memory;
    long address = memory.writeAddress();
    if (address == 0 || (offset & FAR) != 0) {
      BufferCells.put16(this, offset, value);
      return;
    }
    try {
      AddressSpace.putShort(address + offset, value);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  @Override
  final int get32(int offset) {
    Memory memory = this.memory;
    long address = memory.readAddress();
    if (address == 0 || (offset & FAR) != 0) {
      return BufferCells.get32(this, offset);
    }
    try {
      return AddressSpace.getInt(address + offset);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  @Override
  final void put32(int offset, int value) {
    Memory memory = this.memory;
    long address = memory.writeAddress();
    if (address == 0 || (offset & FAR) != 0) {
      BufferCells.put32(this, offset, value);
      return;
    }
    try {
      AddressSpace.putInt(address + offset, value);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  @Override
  final long get64(int offset) {
    Memory memory = this.memory;
    long address = memory.readAddress();
    if (address == 0 || (offset & FAR) != 0) {
      return BufferCells.get64(this, offset);
    }
    try {
      return AddressSpace.getLong(address + offset);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  @Override
  final void put64(int offset, long value) {
    Memory memory = this.memory;
    long address = memory.writeAddress();
    if (address == 0 || (offset & FAR) != 0) {
      BufferCells.put64(this, offset, value);
      return;
    }
    try {
      AddressSpace.putLong(address + offset, value);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }
}
