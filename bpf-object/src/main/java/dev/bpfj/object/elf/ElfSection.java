package dev.bpfj.object.elf;

import dev.bpfj.object.io.Region;

/**
 * A section of an ELF file.
 *
 * @param index its index in the section header table
 * @param name its name
 * @param type its {@code sh_type}, such as {@link #PROGBITS}
 * @param flags its {@code sh_flags}
 * @param size its size in memory, in bytes; for {@link #NOBITS} the file holds none of them
 * @param link its {@code sh_link}: another section's index
 * @param info its {@code sh_info}
 * @param entrySize the size of one entry of a table, in bytes
 * @param data its content in the file, empty for {@link #NOBITS}
 */
public record ElfSection(
    int index,
    String name,
    int type,
    long flags,
    long size,
    int link,
    int info,
    long entrySize,
    Region data) {

  /** {@code SHT_PROGBITS}: content defined by the program. */
  public static final int PROGBITS = 1;

  /** {@code SHT_SYMTAB}: the symbol table. */
  public static final int SYMTAB = 2;

  /** {@code SHT_STRTAB}: a string table. */
  public static final int STRTAB = 3;

  /** {@code SHT_RELA}: relocations with addends. */
  public static final int RELA = 4;

  /** {@code SHT_NOBITS}: zeros that take no room in the file. */
  public static final int NOBITS = 8;

  /** {@code SHT_REL}: relocations, as BPF objects have them. */
  public static final int REL = 9;

  /** {@code SHT_SYMTAB_SHNDX}: section indexes of symbols that do not fit into 16 bits. */
  public static final int SYMTAB_SHNDX = 18;

  /** {@code SHF_ALLOC}: part of the program, and not a note about it. */
  public static final long ALLOC = 2;

  /** {@code SHF_EXECINSTR}: machine instructions. */
  public static final long EXECINSTR = 4;

  /**
   * Whether the section holds instructions.
   *
   * @return true for PROGBITS with EXECINSTR
   */
  public boolean isCode() {
    return type == PROGBITS && (flags & EXECINSTR) != 0;
  }
}
