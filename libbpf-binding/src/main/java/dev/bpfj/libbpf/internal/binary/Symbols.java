package dev.bpfj.libbpf.internal.binary;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The symbols of one name in a file. */
final class Symbols {
  static final int FUNCTION = 2; // STT_FUNC
  static final int INDIRECT_FUNCTION = 10; // STT_GNU_IFUNC

  private static final int SYMBOL_SIZE = 24;
  private static final int UNDEFINED = 0;

  /**
   * A symbol.
   *
   * @param type an {@code STT_*} number
   * @param isDefined whether the file has it, and does not import it
   * @param version {@code @VERSION}, {@code @@VERSION} for the default, or empty
   */
  record Symbol(int type, boolean isDefined, String version) {}

  private Symbols() {}

  /** Those of a name, first the dynamic ones, which have versions. */
  static List<Symbol> named(ElfImage file, String name) throws IOException {
    List<Symbol> found = new ArrayList<>();
    Optional<ElfImage.Section> dynamic = file.ofType(ElfImage.DYNSYM);
    if (dynamic.isPresent()) {
      add(file, dynamic.get(), SymbolVersions.of(file), name, found);
    }
    Optional<ElfImage.Section> all = file.ofType(ElfImage.SYMTAB);
    if (all.isPresent()) {
      add(file, all.get(), SymbolVersions.none(), name, found);
    }
    return found;
  }

  private static void add(
      ElfImage file,
      ElfImage.Section table,
      SymbolVersions versions,
      String name,
      List<Symbol> found)
      throws IOException {
    ByteBuffer symbols = file.content(table);
    ByteBuffer strings = file.content(file.linked(table));
    byte[] wanted = (name + "\0").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < symbols.limit() / SYMBOL_SIZE; i++) {
      int at = i * SYMBOL_SIZE;
      long start = Integer.toUnsignedLong(symbols.getInt(at));
      if (hasAt(strings, start, wanted)) {
        found.add(
            new Symbol(
                symbols.get(at + 4) & 0xf,
                symbols.getShort(at + 6) != UNDEFINED,
                versions.suffix(i)));
      }
    }
  }

  private static boolean hasAt(ByteBuffer strings, long start, byte[] wanted) {
    if (start + wanted.length > strings.limit()) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (strings.get((int) start + i) != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
