package dev.bpfj.object.elf;

import dev.bpfj.object.MalformedObjectException;
import dev.bpfj.object.io.Region;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A relocatable ELF64 file for BPF: its sections and symbols. */
public final class ElfFile {
  private static final int HEADER_SIZE = 64;
  private static final int RELOCATION_SIZE = 16;
  private static final int CLASS_64 = 2;
  private static final int DATA_LITTLE = 1;
  private static final int DATA_BIG = 2;
  private static final int TYPE_RELOCATABLE = 1;
  private static final int MACHINE_NONE = 0;
  private static final int MACHINE_BPF = 247;

  /** The advice for a truncated file. */
  static final String TRUNCATED = "; copy it whole, or compile it again";

  private final String name;
  private final ByteOrder order;
  private final List<ElfSection> sections;
  private final Map<String, ElfSection> byName;
  private final SymbolTable symbols;
  // By the section that they are about, made when first asked for.
  private @Nullable Map<Integer, List<ElfSection>> relocationTables;

  private ElfFile(String name, ByteOrder order, List<ElfSection> sections, SymbolTable symbols) {
    this.name = name;
    this.order = order;
    this.sections = sections;
    this.byName = new HashMap<>();
    sections.forEach(section -> byName.putIfAbsent(section.name(), section));
    this.symbols = symbols;
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
    List<ElfSection> sections = SectionTable.read(file);
    return new ElfFile(name, order, sections, SymbolTable.of(file, sections));
  }

  private static ByteOrder byteOrder(String name, byte[] bytes) {
    boolean elf =
        bytes.length >= 4
            && bytes[0] == 0x7f
            && bytes[1] == 'E'
            && bytes[2] == 'L'
            && bytes[3] == 'F';
    if (!elf) {
      throw new MalformedObjectException(name, "start of the file", FileKind.describe(bytes));
    }
    if (bytes.length < HEADER_SIZE) {
      throw new MalformedObjectException(
          name,
          "ELF header",
          "the file is truncated: size="
              + bytes.length
              + ", expected at least "
              + HEADER_SIZE
              + TRUNCATED);
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
    return Optional.ofNullable(byName.get(sectionName));
  }

  /**
   * The symbols.
   *
   * @return the symbol table
   */
  public SymbolTable symbols() {
    return symbols;
  }

  /**
   * The relocations of a section.
   *
   * @param section the section
   * @return the entries of its {@code SHT_REL} sections, in their order
   * @throws MalformedObjectException if one names a symbol that is not there
   */
  public List<ElfRelocation> relocations(ElfSection section) {
    List<ElfRelocation> found = new ArrayList<>();
    for (ElfSection table : relocationTables().getOrDefault(section.index(), List.of())) {
      addRelocations(table.data(), found);
    }
    return found;
  }

  private synchronized Map<Integer, List<ElfSection>> relocationTables() {
    if (relocationTables == null) {
      relocationTables = new HashMap<>();
      for (ElfSection table : sections) {
        if (table.type() == ElfSection.REL) {
          relocationTables.computeIfAbsent(table.info(), i -> new ArrayList<>()).add(table);
        }
      }
    }
    return relocationTables;
  }

  private void addRelocations(Region table, List<ElfRelocation> found) {
    for (long at = 0; at + RELOCATION_SIZE <= table.size(); at += RELOCATION_SIZE) {
      long symbol = table.s64(at + 8) >>> 32;
      if (symbol >= symbols.count()) {
        throw table.malformed("no such symbol: symbol=" + symbol);
      }
      found.add(new ElfRelocation(table.s64(at), (int) symbol));
    }
  }

  /**
   * An exception about a part of this file.
   *
   * @param where the part, such as {@code map "events"}
   * @param what what is wrong with it
   * @return the exception, to be thrown
   */
  public MalformedObjectException malformed(String where, String what) {
    return new MalformedObjectException(name, where, what);
  }
}
