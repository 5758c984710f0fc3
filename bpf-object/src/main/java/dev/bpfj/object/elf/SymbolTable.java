package dev.bpfj.object.elf;

import dev.bpfj.object.io.Region;
import dev.bpfj.object.io.StringTable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The symbols of an ELF file. Most of them are labels that are never used, so a symbol and its name
 * are decoded only on request.
 */
public final class SymbolTable {
  /** What {@link #section} gives for absolute, common and other symbols of no section. */
  public static final int NO_SECTION = -1;

  private static final int SYMBOL_SIZE = 24;
  // Each may cost far more memory than its 24 bytes; compilers write some thousands.
  private static final int MOST_SYMBOLS = 1 << 20;
  private static final int FIRST_RESERVED = 0xff00;
  private static final int EXTENDED = 0xffff;

  private final Region table;
  private final StringTable names;
  // SHT_SYMTAB_SHNDX: the section indexes that do not fit into 16 bits.
  private final @Nullable Region extendedIndexes;
  private @Nullable Map<String, ElfSymbol> objects;

  private SymbolTable(Region table, StringTable names, @Nullable Region extendedIndexes) {
    this.table = table;
    this.names = names;
    this.extendedIndexes = extendedIndexes;
  }

  static SymbolTable of(Region file, List<ElfSection> sections) {
    ElfSection table = find(file, sections);
    if (table.link() <= 0 || table.link() >= sections.size()) {
      throw table.data().malformed("no string table: sh_link=" + table.link());
    }
    if (table.entrySize() != SYMBOL_SIZE || table.size() % SYMBOL_SIZE != 0) {
      throw table
          .data()
          .malformed("symbol size: sh_entsize=" + table.entrySize() + ", sh_size=" + table.size());
    }
    if (table.size() / SYMBOL_SIZE > MOST_SYMBOLS) {
      throw table
          .data()
          .malformed(
              "too many symbols: found=" + table.size() / SYMBOL_SIZE + ", most=" + MOST_SYMBOLS);
    }
    Region names = sections.get(table.link()).data();
    return new SymbolTable(
        table.data(), new StringTable(names), extendedIndexes(sections, table.index()));
  }

  private static ElfSection find(Region file, List<ElfSection> sections) {
    ElfSection found = null;
    for (ElfSection section : sections) {
      if (section.type() == ElfSection.SYMTAB) {
        if (found != null) {
          throw section.data().malformed("a second symbol table: index=" + section.index());
        }
        found = section;
      }
    }
    if (found == null) {
      throw file.malformed("no symbol table; was the object stripped?");
    }
    return found;
  }

  private static @Nullable Region extendedIndexes(List<ElfSection> sections, int symbols) {
    for (ElfSection section : sections) {
      if (section.type() == ElfSection.SYMTAB_SHNDX && section.link() == symbols) {
        return section.data();
      }
    }
    return null;
  }

  /**
   * How many symbols there are.
   *
   * @return the count, the empty one at index 0 included
   */
  public int count() {
    return table.size() / SYMBOL_SIZE;
  }

  /**
   * A symbol's type.
   *
   * @param index its index
   * @return an {@code STT_*} number, such as {@link ElfSymbol#FUNC}
   */
  public int type(int index) {
    return table.u8(at(index) + 4) & 0xf;
  }

  /**
   * A symbol's binding.
   *
   * @param index its index
   * @return an {@code STB_*} number, such as {@link ElfSymbol#GLOBAL}
   */
  public int binding(int index) {
    return table.u8(at(index) + 4) >> 4;
  }

  /**
   * The section that a symbol is defined in.
   *
   * @param index the symbol's index
   * @return the section's index, {@link ElfSymbol#UNDEFINED} or {@link #NO_SECTION}
   */
  public int section(int index) {
    int section = table.u16(at(index) + 6);
    if (section < FIRST_RESERVED) {
      return section;
    } else if (section != EXTENDED) {
      return NO_SECTION;
    } else if (extendedIndexes == null) {
      throw table.malformed(
          "symbol " + index + ": no section of type SHT_SYMTAB_SHNDX holds its section's index");
    }
    return extendedIndexes.s32(index * 4L) & 0x7fffffff;
  }

  /**
   * A symbol.
   *
   * @param index its index
   * @return the symbol
   */
  public ElfSymbol get(int index) {
    long at = at(index);
    return new ElfSymbol(
        names.at(table.u32(at)),
        section(index),
        table.s64(at + 8),
        table.s64(at + 16),
        type(index),
        binding(index),
        table.u8(at + 5) & 3);
  }

  /**
   * The sections that variables are defined in, static ones too.
   *
   * @return the sections' indexes
   */
  public BitSet sectionsOfVariables() {
    BitSet found = new BitSet();
    for (int i = 0; i < count(); i++) {
      if (type(i) == ElfSymbol.OBJECT && section(i) > 0) {
        found.set(section(i));
      }
    }
    return found;
  }

  /**
   * The variable of a name, as find_elf_var_sym of libbpf finds it: global or weak.
   *
   * @param name the name in C
   * @return its symbol, if there is one
   */
  public synchronized Optional<ElfSymbol> variable(String name) {
    if (objects == null) {
      objects = new HashMap<>();
      for (int i = 0; i < count(); i++) {
        if (type(i) == ElfSymbol.OBJECT && isGlobalOrWeak(i)) {
          ElfSymbol symbol = get(i);
          objects.putIfAbsent(symbol.name(), symbol);
        }
      }
    }
    return Optional.ofNullable(objects.get(name));
  }

  /**
   * The symbols that this file uses and does not define, as sym_is_extern of libbpf decides it.
   *
   * @return the externs that have a name, in the table's order
   */
  public List<ElfSymbol> externs() {
    List<ElfSymbol> externs = new ArrayList<>();
    for (int i = 0; i < count(); i++) {
      if (type(i) == ElfSymbol.NOTYPE
          && isGlobalOrWeak(i)
          && section(i) == ElfSymbol.UNDEFINED
          && !get(i).name().isEmpty()) {
        externs.add(get(i));
      }
    }
    return externs;
  }

  private boolean isGlobalOrWeak(int index) {
    int binding = binding(index);
    return binding == ElfSymbol.GLOBAL || binding == ElfSymbol.WEAK;
  }

  private static long at(int index) {
    return (long) index * SYMBOL_SIZE;
  }
}
