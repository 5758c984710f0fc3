package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.BpfObject;
import dev.bpfj.libbpf.OpenOptions;
import dev.bpfj.libbpf.internal.access.ObjectAccess;
import dev.bpfj.libbpf.internal.memory.SectionMemory;

/**
 * A section of global variables.
 *
 * <p>Several threads may read and write at once, also while the object is loaded and closed.
 */
public abstract class DataSection extends View {
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

  @Override
  final byte get8(int offset) {
    return SectionCells.get8(this, offset);
  }

  @Override
  final void put8(int offset, byte value) {
    SectionCells.put8(this, offset, value);
  }

  @Override
  final short get16(int offset) {
    return SectionCells.get16(this, offset);
  }

  @Override
  final void put16(int offset, short value) {
    SectionCells.put16(this, offset, value);
  }

  @Override
  final int get32(int offset) {
    return SectionCells.get32(this, offset);
  }

  @Override
  final void put32(int offset, int value) {
    SectionCells.put32(this, offset, value);
  }

  @Override
  final long get64(int offset) {
    return SectionCells.get64(this, offset);
  }

  @Override
  final void put64(int offset, long value) {
    SectionCells.put64(this, offset, value);
  }
}
