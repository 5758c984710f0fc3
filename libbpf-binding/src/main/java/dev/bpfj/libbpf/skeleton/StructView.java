package dev.bpfj.libbpf.skeleton;

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
  final StructLayout layout;
  int extent;
  // The buffer that this view was last moved over, and the memory made of it.
  @Nullable ByteBuffer shown;

  /**
   * Makes a struct in memory of its own, all zeros.
   *
   * @param layout its layout
   */
  protected StructView(StructLayout layout) {
    this(layout, Room.of(layout.size()));
  }

  private StructView(StructLayout layout, Room room) {
    super(room.memory(), room.base());
    this.layout = layout;
    this.extent = layout.size();
  }

  /**
   * Shows a part of another view.
   *
   * @param layout the struct's layout
   * @param parent the other view
   * @param offset its offset there, in bytes
   */
  protected StructView(StructLayout layout, View parent, int offset) {
    super(parent.memory, parent.base + offset);
    this.layout = layout;
    this.extent = layout.size();
  }

  /**
   * Shows a part of another view, with a flexible array at its end.
   *
   * @param layout the struct's layout
   * @param parent the other view
   * @param offset its offset there, in bytes
   * @param extent how many bytes belong to it
   */
  protected StructView(StructLayout layout, View parent, int offset, int extent) {
    this(layout, parent, offset);
    this.extent = extent;
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
