package dev.bpfj.object.elf;

import dev.bpfj.object.MalformedObjectException;
import dev.bpfj.object.io.Region;
import dev.bpfj.object.io.StringTable;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A relocatable ELF64 file for BPF: its sections and symbols. */
public final class ElfFile {
  private static final int HEADER_SIZE = 64;
  private static final int SECTION_HEADER_SIZE = 64;
  private static final int SYMBOL_SIZE = 24;
  private static final int CLASS_64 = 2;
  private static final int DATA_LITTLE = 1;
  private static final int DATA_BIG = 2;
  private static final int TYPE_RELOCATABLE = 1;
  private static final int MACHINE_NONE = 0;
  private static final int MACHINE_BPF = 247;

  private final String name;
  private final ByteOrder order;
  private final List<ElfSection> sections;
  private final List<ElfSymbol> symbols;

  private ElfFile(
      String name, ByteOrder order, List<ElfSection> sections, List<ElfSymbol> symbols) {
    this.name = name;
    this.order = order;
    this.sections = List.copyOf(sections);
    this.symbols = List.copyOf(symbols);
  }

  /**
   * Reads a file's container.
   *
   * @param name the file's name, for messages
   * @param bytes the whole file
   * @return its sections and symbols
   * @throws MalformedObjectException if this is not a sound ELF file for BPF
   */
  public static ElfFile parse(String name, byte[] bytes) {
    ByteOrder order = byteOrder(name, bytes);
    Region file = Region.of(name, "ELF header", bytes, order);
    checkHeader(file);
    List<ElfSection> sections = readSections(file);
    return new ElfFile(name, order, sections, readSymbols(file, sections));
  }

  private static ByteOrder byteOrder(String name, byte[] bytes) {
    boolean elf =
        bytes.length >= 4
            && bytes[0] == 0x7f
            && bytes[1] == 'E'
            && bytes[2] == 'L'
            && bytes[3] == 'F';
    if (!elf) {
      throw new MalformedObjectException(
          name,
          "start of the file",
          "not an ELF file; give a BPF object, as clang -target bpf -c makes it");
    }
    if (bytes.length < HEADER_SIZE) {
      throw new MalformedObjectException(
          name,
          "ELF header",
          "the file is truncated: size=" + bytes.length + ", expected at least " + HEADER_SIZE);
    }
    return switch (bytes[5]) {
      case DATA_LITTLE -> ByteOrder.LITTLE_ENDIAN;
      case DATA_BIG -> ByteOrder.BIG_ENDIAN;
      default ->
          throw new MalformedObjectException(
              name, "ELF header", "unknown byte order: EI_DATA=" + bytes[5]);
    };
  }

  private static void checkHeader(Region file) {
    int machine = file.u16(18);
    if (machine != MACHINE_BPF && machine != MACHINE_NONE) {
      throw file.malformed(
          "not for BPF: e_machine="
              + machine
              + Machines.nameOf(machine)
              + ", expected=247 (EM_BPF); compile with clang -target bpf");
    }
    if (file.u8(4) != CLASS_64) {
      throw file.malformed("not a 64-bit file: EI_CLASS=" + file.u8(4) + ", expected=2");
    }
    if (file.u16(16) != TYPE_RELOCATABLE) {
      throw file.malformed(
          "not a relocatable object: e_type=" + file.u16(16) + ", expected=1 (ET_REL)");
    }
  }

  private static List<ElfSection> readSections(Region file) {
    long tableOffset = file.s64(40);
    if (tableOffset == 0) {
      throw file.malformed("no section header table: e_shoff=0");
    }
    int entrySize = file.u16(58);
    if (entrySize != SECTION_HEADER_SIZE) {
      throw file.malformed(
          "section header size: e_shentsize=" + entrySize + ", expected=" + SECTION_HEADER_SIZE);
    }
    // From 65,280 sections on, count and name table's index move into the first section header.
    Region first = file.part("section header 0", tableOffset, SECTION_HEADER_SIZE);
    long count = file.u16(60) != 0 ? file.u16(60) : first.s64(32);
    long nameIndex = file.u16(62) != 0xffff ? file.u16(62) : first.u32(40);
    if (count < 0 || count > file.size() / SECTION_HEADER_SIZE) {
      throw file.malformed(
          "section header table runs past the end; the file is truncated: sections="
              + Long.toUnsignedString(count)
              + ", size="
              + file.size());
    }
    Region table = file.part("section header table", tableOffset, count * SECTION_HEADER_SIZE);
    if (nameIndex >= count) {
      throw file.malformed("no section of that index: e_shstrndx=" + nameIndex);
    }
    StringTable names =
        new StringTable(content(file, table, (int) nameIndex, "section name table"));
    List<ElfSection> sections = new ArrayList<>((int) count);
    for (int index = 0; index < count; index++) {
      sections.add(readSection(file, table, names, index));
    }
    return sections;
  }

  private static ElfSection readSection(Region file, Region table, StringTable names, int index) {
    long at = (long) index * SECTION_HEADER_SIZE;
    String name = index == 0 ? "" : names.at(table.u32(at));
    Region data = content(file, table, index, "section \"" + name + "\"");
    long size = table.s64(at + 32);
    if (size < 0) {
      throw data.malformed("impossible size: sh_size=" + Long.toUnsignedString(size));
    }
    return new ElfSection(
        index,
        name,
        table.s32(at + 4),
        table.s64(at + 8),
        size,
        table.s32(at + 40),
        table.s32(at + 44),
        table.s64(at + 56),
        data);
  }

  private static Region content(Region file, Region table, int index, String where) {
    long at = (long) index * SECTION_HEADER_SIZE;
    boolean inFile = index != 0 && table.s32(at + 4) != ElfSection.NOBITS;
    return inFile
        ? file.part(where, table.s64(at + 24), table.s64(at + 32))
        : file.part(where, 0, 0);
  }

  private static List<ElfSymbol> readSymbols(Region file, List<ElfSection> sections) {
    Optional<ElfSection> found =
        sections.stream().filter(section -> section.type() == ElfSection.SYMTAB).findFirst();
    if (found.isEmpty()) {
      throw file.malformed("no symbol table; was the object stripped?");
    }
    ElfSection table = found.get();
    if (table.link() <= 0 || table.link() >= sections.size()) {
      throw table.data().malformed("no string table: sh_link=" + table.link());
    }
    if (table.entrySize() != SYMBOL_SIZE || table.size() % SYMBOL_SIZE != 0) {
      throw table
          .data()
          .malformed("symbol size: sh_entsize=" + table.entrySize() + ", sh_size=" + table.size());
    }
    StringTable names = new StringTable(sections.get(table.link()).data());
    List<ElfSymbol> symbols = new ArrayList<>();
    for (int at = 0; at < table.data().size(); at += SYMBOL_SIZE) {
      symbols.add(readSymbol(table.data(), names, at));
    }
    return symbols;
  }

  private static ElfSymbol readSymbol(Region table, StringTable names, int at) {
    int info = table.u8(at + 4);
    return new ElfSymbol(
        names.at(table.u32(at)),
        table.u16(at + 6),
        table.s64(at + 8),
        table.s64(at + 16),
        info & 0xf,
        info >> 4,
        table.u8(at + 5) & 3);
  }

  /**
   * The file's name.
   *
   * @return as given when it was read
   */
  public String name() {
    return name;
  }

  /**
   * The byte order of the file and of the programs in it.
   *
   * @return little or big endian
   */
  public ByteOrder order() {
    return order;
  }

  /**
   * All sections.
   *
   * @return in the section header table's order, the empty one at index 0 included
   */
  public List<ElfSection> sections() {
    return sections;
  }

  /**
   * The first section of a name.
   *
   * @param sectionName the name
   * @return the section, if there is one
   */
  public Optional<ElfSection> section(String sectionName) {
    return sections.stream().filter(section -> section.name().equals(sectionName)).findFirst();
  }

  /**
   * All symbols.
   *
   * @return in the symbol table's order
   */
  public List<ElfSymbol> symbols() {
    return symbols;
  }
}
