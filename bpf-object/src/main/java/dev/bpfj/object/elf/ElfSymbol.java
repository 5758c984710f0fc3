package dev.bpfj.object.elf;

/**
 * A symbol of an ELF file.
 *
 * @param name its name
 * @param section the index of the section that it is defined in, or one of the special indexes
 * @param value its offset in that section, in bytes
 * @param size its size in bytes
 * @param type its {@code STT_*} type
 * @param binding its {@code STB_*} binding
 * @param visibility its {@code STV_*} visibility
 */
public record ElfSymbol(
    String name, int section, long value, long size, int type, int binding, int visibility) {

  /** {@code SHN_UNDEF}: the symbol is an extern. */
  public static final int UNDEFINED = 0;

  /** {@code STT_NOTYPE}. */
  public static final int NOTYPE = 0;

  /** {@code STT_OBJECT}: a variable. */
  public static final int OBJECT = 1;

  /** {@code STT_FUNC}: a function. */
  public static final int FUNC = 2;

  /** {@code STT_SECTION}: a section as a whole. */
  public static final int SECTION = 3;

  /** {@code STB_LOCAL}: static. */
  public static final int LOCAL = 0;

  /** {@code STB_GLOBAL}. */
  public static final int GLOBAL = 1;

  /** {@code STB_WEAK}. */
  public static final int WEAK = 2;

  /** {@code STV_INTERNAL}. */
  public static final int INTERNAL = 1;

  /** {@code STV_HIDDEN}. */
  public static final int HIDDEN = 2;

  /**
   * Whether other objects may use the symbol.
   *
   * @return false for local, hidden and internal ones, which libbpf treats as static
   */
  public boolean isVisible() {
    return binding != LOCAL && visibility != HIDDEN && visibility != INTERNAL;
  }
}
