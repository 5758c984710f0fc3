package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.internal.memory.AddressSpace;
import dev.bpfj.libbpf.internal.memory.Memory;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A C struct or union, shown where it lies: a part of a section's or another struct's memory, a
 * place in a buffer, or memory of its own. What is written through it is written there.
 *
 * <p>Two of one type are equal if their values are; padding does not count, and a union counts with
 * all its bytes. As with every mutable key, a struct in a hash table is not to be changed. Reading
 * and writing is as thread-safe as the memory below; moving a view over a buffer is for one thread
 * alone.
 */
public abstract non-sealed class StructView extends View {
  private static final int MOST_KEPT = 32;

  final StructLayout layout;
  final int size;
  int extent;

  // Where its fields are read; 0 if its memory may be hidden or moved, or is not ours.
  long address;

  // The buffer that it was last moved over.
  @Nullable ViewBuffer window;

  // The addresses that it was moved over before. A thread that races a move may still be at one.
  private @Nullable Before before;

  private record Before(Memory memory, int count, @Nullable Before before) {}

  /**
   * Makes a struct in memory of its own, all zeros.
   *
   * @param layout its layout
   */
  protected StructView(StructLayout layout) {
    this(layout, StructAllocation.of(layout.size()));
  }

  private StructView(StructLayout layout, StructAllocation room) {
    super(room.memory(), room.base());
    this.layout = layout;
    this.size = layout.size();
    this.extent = size;
    this.address = addressOf(memory, base);
  }

  /**
   * Shows a part of another view.
   *
   * @param layout the struct's layout
   * @param parent the other view
   * @param offset its offset there, in bytes
   * @throws IndexOutOfBoundsException if the offset is negative, or too large to be one
   */
  protected StructView(StructLayout layout, View parent, int offset) {
    super(parent.memory, parent.base + offset);
    if ((offset | base) < 0) {
      throw Refusal.outside(offset);
    }
    this.layout = layout;
    this.size = layout.size();
    this.extent = size;
    this.address = addressOf(memory, base);
  }

  /**
   * Shows a part of another view, with a flexible array at its end.
   *
   * @param layout the struct's layout
   * @param parent the other view
   * @param offset its offset there, in bytes
   * @param extent how many bytes belong to it
   * @throws IndexOutOfBoundsException if the offset is negative, or too large to be one
   * @throws IllegalArgumentException if the extent is negative
   */
  protected StructView(StructLayout layout, View parent, int offset, int extent) {
    this(layout, parent, offset);
    if (extent < 0) {
      throw Refusal.refuse("a negative size: extent=" + extent);
    }
    this.extent = extent;
  }

  private static long addressOf(Memory memory, int base) {
    long address = memory.fixedAddress();
    return address == 0 || base < 0 || base > memory.limit() ? 0 : address + base;
  }

  /** Moves it over another buffer. After the first few it does not go by address. */
  synchronized ViewBuffer open(ByteBuffer buffer) {
    return enter(ViewBuffer.over(buffer, kept() < MOST_KEPT));
  }

  /** Moves it over a buffer that was opened before. */
  synchronized ViewBuffer enter(ViewBuffer opened) {
    if (memory.fixedAddress() != 0 && kept() <= MOST_KEPT) {
      before = new Before(memory, kept() + 1, before);
    }
    memory = opened.memory();
    window = opened;
    return opened;
  }

  private int kept() {
    return before == null ? 0 : before.count;
  }

  // The hot path, by address, as in DataSection. What keeps its place, such as a record of a ring
  // or a struct of its own, is read there at once; the part of a section is looked for in its
  // memory each time, since that may be hidden.
  //
  // Views can be moved, and a thread may race the move. So an address is one long, which is right
  // by itself, the view keeps mapped all that it was moved over, and a base is compared with the
  // memory that it is used with.

  /** Where a struct begins now, or 0, if its memory begins at an address. */
  private long placed(Memory memory, long address) {
    int base = this.base;
    return address == 0 || base < 0 || base > memory.limit() ? 0 : address + base;
  }

  @Override
  final byte get8(int offset) {
    long address = this.address;
    if (address == 0 || (offset & FAR) != 0) {
      return look8(offset);
    }
    try {
      return AddressSpace.getByte(address + offset);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private byte look8(int offset) {
    Memory memory = this.memory;
    long address = placed(memory, memory.readAddress());
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
    long address = placed(memory, memory.writeAddress());
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
    long address = this.address;
    if (address == 0 || (offset & FAR) != 0) {
      return look16(offset);
    }
    try {
      return AddressSpace.getShort(address + offset);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private short look16(int offset) {
    Memory memory = this.memory;
    long address = placed(memory, memory.readAddress());
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
    long address = placed(memory, memory.writeAddress());
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
    long address = this.address;
    if (address == 0 || (offset & FAR) != 0) {
      return look32(offset);
    }
    try {
      return AddressSpace.getInt(address + offset);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private int look32(int offset) {
    Memory memory = this.memory;
    long address = placed(memory, memory.readAddress());
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
    long address = placed(memory, memory.writeAddress());
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
    long address = this.address;
    if (address == 0 || (offset & FAR) != 0) {
      return look64(offset);
    }
    try {
      return AddressSpace.getLong(address + offset);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private long look64(int offset) {
    Memory memory = this.memory;
    long address = placed(memory, memory.readAddress());
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
    long address = placed(memory, memory.writeAddress());
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

  @Override
  public final boolean equals(@Nullable Object other) {
    if (!(other instanceof StructView struct) || struct.layout != layout) {
      return false;
    }
    ByteBuffer mine = memory.forReading();
    ByteBuffer others = struct.memory.forReading();
    try {
      return layout.equal(mine, base, others, struct.base);
    } finally {
      Reference.reachabilityFence(mine);
      Reference.reachabilityFence(others);
    }
  }

  @Override
  public final int hashCode() {
    ByteBuffer buffer = memory.forReading();
    try {
      return layout.hash(buffer, base);
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }
}
