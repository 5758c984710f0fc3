package dev.bpfj.libbpf.internal.binary;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A 64-bit ELF file's sections. Not thread-safe. */
final class ElfImage implements AutoCloseable {
  static final int SYMTAB = 2;
  static final int DYNSYM = 11;
  static final int GNU_VERDEF = 0x6ffffffd;
  static final int GNU_VERSYM = 0x6fffffff;

  private static final int HEADER_SIZE = 64;
  private static final int MAGIC = 0x7f454c46; // as big-endian
  private static final int CLASS_64 = 2;
  private static final int DATA_BIG = 2;
  private static final int MOST_BYTES = 1 << 26; // of one section; a JVM's symbols have 4 MiB

  /**
   * A section.
   *
   * @param type its {@code sh_type}
   * @param link its {@code sh_link}: another section's index
   */
  record Section(String name, int type, long offset, long size, int link) {}

  private final FileChannel channel;
  private final ByteOrder order;
  private final List<Section> sections;

  private ElfImage(FileChannel channel) throws IOException {
    this.channel = channel;
    ByteBuffer header = bytes(0, HEADER_SIZE, ByteOrder.BIG_ENDIAN);
    if (header.getInt(0) != MAGIC) {
      throw new IOException("is no ELF file");
    } else if (header.get(4) != CLASS_64) {
      throw new IOException("is no 64-bit ELF file");
    }
    this.order = header.get(5) == DATA_BIG ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    this.sections = sections(header.order(order));
  }

  /** Reads the section headers. */
  static ElfImage open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file);
    try {
      return new ElfImage(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private List<Section> sections(ByteBuffer header) throws IOException {
    int count = header.getShort(60) & 0xffff;
    int nameIndex = header.getShort(62) & 0xffff;
    if (count == 0 || nameIndex >= count || header.getShort(58) != HEADER_SIZE) {
      return List.of(); // sections are not needed to run a program
    }
    ByteBuffer table = bytes(header.getLong(40), (long) count * HEADER_SIZE, order);
    ByteBuffer names = bytes(at(table, nameIndex, 24), at(table, nameIndex, 32), order);
    List<Section> found = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int start = i * HEADER_SIZE;
      found.add(
          new Section(
              text(names, table.getInt(start)),
              table.getInt(start + 4),
              at(table, i, 24),
              at(table, i, 32),
              table.getInt(start + 40)));
    }
    return found;
  }

  private static long at(ByteBuffer table, int index, int offset) {
    return table.getLong(index * HEADER_SIZE + offset);
  }

  /** The first section of a name. */
  Optional<Section> named(String name) {
    return sections.stream().filter(section -> section.name().equals(name)).findFirst();
  }

  /** The first section of a type. */
  Optional<Section> ofType(int type) {
    return sections.stream().filter(section -> section.type() == type).findFirst();
  }

  /** The section that another one's link is. */
  Section linked(Section section) throws IOException {
    if (section.link() <= 0 || section.link() >= sections.size()) {
      throw new IOException("is malformed: section " + section.name() + " has no string table");
    }
    return sections.get(section.link());
  }

  /** A section's content. */
  ByteBuffer content(Section section) throws IOException {
    return bytes(section.offset(), section.size(), order);
  }

  private ByteBuffer bytes(long offset, long size, ByteOrder byteOrder) throws IOException {
    if (size < 0 || size > MOST_BYTES || offset < 0 || offset > channel.size() - size) {
      throw new IOException("is truncated, or too large to be looked into");
    }
    ByteBuffer buffer = ByteBuffer.allocate((int) size).order(byteOrder);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new IOException("is truncated");
      }
    }
    return buffer.flip();
  }

  /** The text that begins at an offset and ends with a zero byte, or with the buffer. */
  static String text(ByteBuffer strings, long offset) {
    if (offset < 0 || offset >= strings.limit()) {
      return "";
    }
    int end = (int) offset;
    while (end < strings.limit() && strings.get(end) != 0) {
      end++;
    }
    byte[] bytes = new byte[end - (int) offset];
    strings.get((int) offset, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
