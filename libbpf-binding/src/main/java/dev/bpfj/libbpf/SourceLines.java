package dev.bpfj.libbpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The C lines that an object's instructions come from, read from its {@code .BTF.ext} when the
 * verifier has rejected one: before Linux 6.8 it gives a line's text without file and number. As
 * {@code struct btf_ext_header} and {@code struct bpf_line_info} have it. An object that cannot be
 * read has no lines.
 */
final class SourceLines {
  // Elf64_Ehdr and Elf64_Shdr
  private static final int E_SHOFF = 40;
  private static final int E_SHENTSIZE = 58;
  private static final int SH_OFFSET = 24;
  private static final int SH_SIZE = 32;

  private static final int BTF_MAGIC = 0xeb9f;
  private static final int LINE_BITS = 10;

  private final ByteBuffer elf;
  private ByteBuffer strings = ByteBuffer.allocate(0);
  private final Set<Line> lines = new HashSet<>();

  private record Line(String text, String place) {}

  private SourceLines(byte[] object) {
    this.elf = ByteBuffer.wrap(object).order(ByteOrder.nativeOrder());
  }

  /**
   * Puts file and number behind the text of the line that a rejection tells, as newer kernels do.
   */
  static VerifierRejectedException locate(byte[] object, VerifierRejectedException rejected) {
    List<String> telling = rejected.telling();
    String line = telling.isEmpty() ? "" : telling.get(0);
    if (!line.startsWith(";") || rejected.sourceFile().isPresent()) {
      return rejected;
    }
    Optional<String> place = read(object).place(line.substring(1).strip());
    if (place.isEmpty()) {
      return rejected;
    }
    List<String> located = new ArrayList<>(telling);
    located.set(0, line + " @ " + place.get());
    return rejected.telling(located);
  }

  private static SourceLines read(byte[] object) {
    SourceLines source = new SourceLines(object);
    try {
      source.read();
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      source.lines.clear(); // a damaged object has told nothing
    }
    return source;
  }

  /** Where a line of this text is; nothing if there are several or none. */
  private Optional<String> place(String text) {
    List<String> places =
        lines.stream().filter(line -> line.text().equals(text)).map(Line::place).toList();
    return places.size() == 1 ? Optional.of(places.get(0)) : Optional.empty();
  }

  private void read() {
    List<ByteBuffer> btf = new ArrayList<>();
    int headers = (int) elf.getLong(E_SHOFF);
    int size = Short.toUnsignedInt(elf.getShort(E_SHENTSIZE));
    for (int header = headers; size > 0 && header + size <= elf.capacity(); header += size) {
      long offset = elf.getLong(header + SH_OFFSET);
      long length = elf.getLong(header + SH_SIZE);
      if (length >= Integer.BYTES && offset >= 0 && offset + length <= elf.capacity()) {
        ByteBuffer section = elf.slice((int) offset, (int) length).order(elf.order());
        if (Short.toUnsignedInt(section.getShort(0)) == BTF_MAGIC) {
          btf.add(section);
        }
      }
    }
    // .BTF, and .BTF.ext, which speaks of the former's strings
    if (btf.size() == 2) {
      strings = strings(btf.get(0));
      readLines(btf.get(1));
    }
  }

  private static ByteBuffer strings(ByteBuffer btf) {
    int header = btf.getInt(4);
    return btf.slice(header + btf.getInt(16), btf.getInt(20));
  }

  private void readLines(ByteBuffer ext) {
    int at = ext.getInt(4) + ext.getInt(16);
    int end = at + ext.getInt(20);
    int record = ext.getInt(at);
    at += Integer.BYTES;
    while (at < end && record >= 4 * Integer.BYTES) {
      int count = ext.getInt(at + Integer.BYTES); // behind the section's name
      at += 2 * Integer.BYTES;
      for (int i = 0; i < count; i++, at += record) {
        String file = string(ext.getInt(at + 4));
        String text = string(ext.getInt(at + 8)).strip();
        int line = ext.getInt(at + 12) >>> LINE_BITS;
        lines.add(new Line(text, file.substring(file.lastIndexOf('/') + 1) + ":" + line));
      }
    }
  }

  private String string(int offset) {
    int end = offset;
    while (strings.get(end) != 0) {
      end++;
    }
    byte[] bytes = new byte[end - offset];
    strings.get(offset, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
