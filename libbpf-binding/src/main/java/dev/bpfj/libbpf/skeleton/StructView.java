package dev.bpfj.libbpf.skeleton;

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
public abstract class StructView extends View {
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

  @Override
  final byte get8(int offset) {
    return StructCells.get8(this, offset);
  }

  @Override
  final void put8(int offset, byte value) {
    StructCells.put8(this, offset, value);
  }

  @Override
  final short get16(int offset) {
    return StructCells.get16(this, offset);
  }

  @Override
  final void put16(int offset, short value) {
    StructCells.put16(this, offset, value);
  }

  @Override
  final int get32(int offset) {
    return StructCells.get32(this, offset);
  }

  @Override
  final void put32(int offset, int value) {
    StructCells.put32(this, offset, value);
  }

  @Override
  final long get64(int offset) {
    return StructCells.get64(this, offset);
  }

  @Override
  final void put64(int offset, long value) {
    StructCells.put64(this, offset, value);
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
