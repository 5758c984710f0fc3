package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.SectionMemory;

/**
 * A section of global variables.
 *
 * <p>Several threads may read and write at once, also while the object is loaded and closed.
 */
public abstract class DataSection extends View {
  private final SectionMemory section;

  /**
   * Makes the section.
   *
   * @param section its memory
   */
  protected DataSection(SectionMemory section) {
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
}
