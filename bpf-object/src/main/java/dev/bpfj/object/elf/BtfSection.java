package dev.bpfj.object.elf;

import dev.bpfj.object.io.FileBytes;
import dev.bpfj.object.io.Region;
import java.io.IOException;
import java.nio.ByteOrder;

/** Finds the {@code .BTF} section of a 64-bit ELF file for any machine, and reads nothing else. */
public final class BtfSection {
  private static final int HEADER_SIZE = 64;
  private static final int ELF_MAGIC = 0x464c457f;
  private static final int CLASS_64 = 2;
  private static final int DATA_BIG = 2;
  // SHN_XINDEX: the number is elsewhere.
  private static final int EXTENDED = 0xffff;

  private final FileBytes file;
  private final ByteOrder order;

  private BtfSection(FileBytes file, ByteOrder order) {
    this.file = file;
    this.order = order;
  }

  /**
   * Whether a file begins as ELF files do.
   *
   * @param file the file
   * @return whether {@link #find} may find something
   * @throws IOException if the file cannot be read
   */
  public static boolean isElf(FileBytes file) throws IOException {
    return file.size() >= HEADER_SIZE && header(file, ByteOrder.LITTLE_ENDIAN).s32(0) == ELF_MAGIC;
  }

  /**
   * Finds the section.
   *
   * @param file the file
   * @return the section's content
   * @throws IOException if the file cannot be read
   * @throws dev.bpfj.object.MalformedObjectException if this is no such file, or has no types
   */
  public static Region find(FileBytes file) throws IOException {
    if (!isElf(file)) {
      throw file.malformed("start of the file", "neither BTF nor an ELF file");
    }
    Region header = header(file, ByteOrder.LITTLE_ENDIAN);
    if (header.u8(4) != CLASS_64) {
      throw file.malformed(
          "ELF header", "not a 64-bit file: EI_CLASS=" + header.u8(4) + ", expected=2");
    }
    boolean big = header.u8(5) == DATA_BIG;
    ByteOrder order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return new BtfSection(file, order).find(header(file, order));
  }

  private static Region header(FileBytes file, ByteOrder order) throws IOException {
    return file.part("ELF header", 0, HEADER_SIZE, order);
  }

  private Region find(Region header) throws IOException {
    long offset = header.s64(40);
    if (offset == 0) {
      throw file.malformed("ELF header", "no section header table: e_shoff=0");
    }
    Region first = file.part("section header 0", offset, HEADER_SIZE, order);
    long count = header.u16(60) != 0 ? header.u16(60) : first.s64(32);
    long nameIndex = header.u16(62) != EXTENDED ? header.u16(62) : first.u32(40);
    if (count < 0 || count > Region.MOST_BYTES / HEADER_SIZE || nameIndex >= count) {
      throw file.malformed(
          "section header table",
          "impossible: sections="
              + Long.toUnsignedString(count)
              + ", index of the name table="
              + nameIndex);
    }
    Region table = file.part("section header table", offset, count * HEADER_SIZE, order);
    Region names = content("section name table", table, (int) nameIndex);
    for (int index = 1; index < count; index++) {
      if (hasName(names, table.u32((long) index * HEADER_SIZE), ".BTF")) {
        return content("section \".BTF\"", table, index);
      }
    }
    throw file.malformed(
        "sections", "no \".BTF\": was it compiled with CONFIG_DEBUG_INFO_BTF, or -g for BPF?");
  }

  private Region content(String where, Region table, int index) throws IOException {
    long at = (long) index * HEADER_SIZE;
    if (table.s32(at + 4) == ElfSection.NOBITS) {
      throw file.malformed(where, "is not in this file: sh_type=8 (NOBITS)");
    }
    return file.part(where, table.s64(at + 24), table.s64(at + 32), order);
  }

  private static boolean hasName(Region names, long offset, String name) {
    long length = name.length() + 1L;
    return offset <= names.size() - length && names.text(offset, length).equals(name + "\0");
  }
}
