package dev.bpfj.object.elf;

import dev.bpfj.object.io.Region;
import dev.bpfj.object.io.StringTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads the section header table. */
final class SectionTable {
  private static final int HEADER_SIZE = 64;
  // Each costs far more memory than its header; compilers write a hundred.
  private static final int MOST_SECTIONS = 1 << 18;

  // SHN_XINDEX: the number is elsewhere.
  private static final int EXTENDED = 0xffff;

  private final Region file;
  private final Region table;
  private final StringTable names;

  private SectionTable(Region file, Region table, int nameIndex) {
    this.file = file;
    this.table = table;
    this.names = new StringTable(content(nameIndex, "section name table"));
  }

  static List<ElfSection> read(Region file) {
    long offset = file.s64(40);
    if (offset == 0) {
      throw file.malformed("no section header table: e_shoff=0");
    }
    if (offset < 0 || offset > file.size() - HEADER_SIZE) {
      throw file.malformed(
          "section header table lies past the end; the file is truncated: offset="
              + Long.toUnsignedString(offset)
              + ", size="
              + file.size()
              + ElfFile.TRUNCATED);
    }
    int entrySize = file.u16(58);
    if (entrySize != HEADER_SIZE) {
      throw file.malformed(
          "section header size: e_shentsize=" + entrySize + ", expected=" + HEADER_SIZE);
    }
    // From 65,280 sections on, count and name table's index move into the first section header.
    Region first = file.part("section header 0", offset, HEADER_SIZE);
    long count = file.u16(60) != 0 ? file.u16(60) : first.s64(32);
    long nameIndex = file.u16(62) != EXTENDED ? file.u16(62) : first.u32(40);
    if (count > MOST_SECTIONS) {
      throw file.malformed("too many sections: found=" + count + ", most=" + MOST_SECTIONS);
    }
    if (count < 0 || count > file.size() / HEADER_SIZE) {
      throw file.malformed(
          "section header table runs past the end; the file is truncated: sections="
              + Long.toUnsignedString(count)
              + ", size="
              + file.size()
              + ElfFile.TRUNCATED);
    }
    Region table = file.part("section header table", offset, count * HEADER_SIZE);
    if (nameIndex >= count) {
      throw file.malformed("no section of that index: e_shstrndx=" + nameIndex);
    }
    return new SectionTable(file, table, (int) nameIndex).sections((int) count);
  }

  private List<ElfSection> sections(int count) {
    List<ElfSection> sections = new ArrayList<>(count);
    for (int index = 0; index < count; index++) {
      sections.add(section(index));
    }
    return Collections.unmodifiableList(sections);
  }

  private ElfSection section(int index) {
    long at = (long) index * HEADER_SIZE;
    String name = index == 0 ? "" : names.at(table.u32(at));
    Region data = content(index, "section \"" + name + "\"");
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

  private Region content(int index, String where) {
    long at = (long) index * HEADER_SIZE;
    boolean inFile = index != 0 && table.s32(at + 4) != ElfSection.NOBITS;
    long offset = inFile ? table.s64(at + 24) : 0;
    long size = inFile ? table.s64(at + 32) : 0;
    if (offset < 0 || size < 0 || offset > file.size() - size) {
      throw file.part(where, 0, 0)
          .malformed(
              "runs past the file's end; the file is truncated: offset="
                  + Long.toUnsignedString(offset)
                  + ", size="
                  + Long.toUnsignedString(size)
                  + ", file size="
                  + file.size()
                  + ElfFile.TRUNCATED);
    }
    return file.part(where, offset, size);
  }
}
