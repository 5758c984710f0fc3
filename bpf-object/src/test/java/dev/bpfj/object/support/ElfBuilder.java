package dev.bpfj.object.support;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Writes relocatable ELF files for BPF. Sections 1 and 2 are the string and the symbol table. */
public final class ElfBuilder {
  private static final int FIRST_SECTION = 3;

  private final ByteOrder order;
  private final List<Section> sections = new ArrayList<>();
  private final Bytes symbols;
  private final Bytes strings;

  private record Section(
      String name, int type, long flags, byte[] data, long size, int link, int info) {}

  /** Makes one with no sections and no symbols. */
  public ElfBuilder(ByteOrder order) {
    this.order = order;
    this.strings = new Bytes(order).u8(0);
    this.symbols = new Bytes(order).u64(0, 0, 0);
  }

  /** A little-endian one. */
  public static ElfBuilder little() {
    return new ElfBuilder(ByteOrder.LITTLE_ENDIAN);
  }

  /** Adds a section of bytes; gives its index. */
  public int section(String name, long flags, byte[] data) {
    return section(name, 1, flags, data, data.length, 0);
  }

  /** Adds any section; gives its index. */
  public int section(String name, int type, long flags, byte[] data, long size, int link) {
    return section(new Section(name, type, flags, data, size, link, 0));
  }

  private int section(Section section) {
    sections.add(section);
    return FIRST_SECTION + sections.size() - 1;
  }

  /** Adds relocations of a section: for each an offset and the number of a symbol. */
  public ElfBuilder relocations(int section, long... offsetsAndSymbols) {
    Bytes entries = new Bytes(order);
    for (int i = 0; i < offsetsAndSymbols.length; i += 2) {
      entries.u64(offsetsAndSymbols[i], offsetsAndSymbols[i + 1] << 32 | 1);
    }
    byte[] data = entries.array();
    section(new Section(".rel" + section, 9, 0, data, data.length, 2, section));
    return this;
  }

  /** The number of the symbol that is added next. */
  public int nextSymbol() {
    return symbols.size() / 24;
  }

  /** Adds a section of code of so many instructions. */
  public int code(String name, int instructions) {
    return section(name, 6, new byte[instructions * 8]);
  }

  /** Adds the types. */
  public ElfBuilder btf(BtfBuilder btf) {
    section(".BTF", 0, btf.bytes());
    return this;
  }

  /** Adds a symbol; type and binding are the STT and STB numbers. */
  public ElfBuilder symbol(
      String name, int section, long value, long size, int type, int binding, int visibility) {
    int offset = strings.size();
    strings.string(name);
    return symbol(offset, section, value, size, type, binding, visibility);
  }

  /** Adds a symbol whose name is anywhere. */
  public ElfBuilder symbol(
      long name, int section, long value, long size, int type, int binding, int visibility) {
    symbols.u32(name).u8(binding << 4 | type, visibility).u16(section).u64(value, size);
    return this;
  }

  /** Adds a global variable. */
  public ElfBuilder variable(String name, int section, long value, long size) {
    return symbol(name, section, value, size, 1, 1, 0);
  }

  /** Adds a global function. */
  public ElfBuilder function(String name, int section, long value, long size) {
    return symbol(name, section, value, size, 2, 1, 0);
  }

  /** Adds a symbol that is not defined. */
  public ElfBuilder extern(String name) {
    return symbol(name, 0, 0, 0, 0, 1, 0);
  }

  /** The file. */
  public byte[] bytes() {
    Bytes names = new Bytes(order).u8(0);
    Bytes content = new Bytes(order);
    Bytes headers = new Bytes(order).u64(new long[8]);
    Bytes own = new Bytes(order);
    int nameOffset = names.size();
    names.string(".strtab").string(".symtab");
    List<Integer> nameOffsets = new ArrayList<>();
    for (Section section : sections) {
      nameOffsets.add(names.size());
      names.string(section.name());
    }
    // Names of sections and symbols share one table: the symbols' come first.
    byte[] symbolNames = strings.array();
    own.all(symbolNames).all(names.array());
    int base = symbolNames.length;
    header(headers, base + nameOffset, 3, 0, 64, own.size(), 0, 0, 0);
    content.all(own.array());
    header(headers, base + nameOffset + 8, 2, 0, 64 + content.size(), symbols.size(), 1, 0, 24);
    content.all(symbols.array());
    for (int i = 0; i < sections.size(); i++) {
      Section section = sections.get(i);
      header(
          headers,
          base + nameOffsets.get(i),
          section.type(),
          section.flags(),
          64 + content.size(),
          section.size(),
          section.link(),
          section.info(),
          section.type() == 9 ? 16 : 0);
      content.all(section.data());
    }
    return file(headers, content);
  }

  private static void header(
      Bytes headers,
      int name,
      int type,
      long flags,
      long offset,
      long size,
      int link,
      int info,
      long entrySize) {
    headers.u32(name, type).u64(flags, 0, offset, size).u32(link, info).u64(1, entrySize);
  }

  private byte[] file(Bytes headers, Bytes content) {
    int count = headers.size() / 64;
    Bytes file = new Bytes(order).u8(0x7f, 'E', 'L', 'F', 2);
    file.u8(order == ByteOrder.LITTLE_ENDIAN ? 1 : 2, 1, 0).u64(0).u16(1, 247).u32(1);
    file.u64(0, 0, 64 + content.size()).u32(0).u16(64, 0, 0, 64, count, 1);
    return file.all(content.array()).all(headers.array()).array();
  }
}
