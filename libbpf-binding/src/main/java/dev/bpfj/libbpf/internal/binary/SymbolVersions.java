package dev.bpfj.libbpf.internal.binary;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The versions that a library gives to its dynamic symbols ({@code .gnu.version}). */
final class SymbolVersions {
  private static final int HIDDEN = 0x8000; // not the default version
  private static final int FIRST_VERSION = 2; // local and global symbols have 0 and 1
  private static final int MOST_VERSIONS = 0x7fff;

  private final @Nullable ByteBuffer indexes;
  private final Map<Integer, String> names = new HashMap<>();

  private SymbolVersions(@Nullable ByteBuffer indexes) {
    this.indexes = indexes;
  }

  /** None. */
  static SymbolVersions none() {
    return new SymbolVersions(null);
  }

  /** Those of a file; none if it has none. */
  static SymbolVersions of(ElfImage file) throws IOException {
    Optional<ElfImage.Section> table = file.ofType(ElfImage.GNU_VERSYM);
    Optional<ElfImage.Section> definitions = file.ofType(ElfImage.GNU_VERDEF);
    if (table.isEmpty() || definitions.isEmpty()) {
      return none();
    }
    SymbolVersions versions = new SymbolVersions(file.content(table.get()));
    versions.read(file.content(definitions.get()), file.content(file.linked(definitions.get())));
    return versions;
  }

  // struct Elf64_Verdef, and its first Elf64_Verdaux for the name
  private void read(ByteBuffer definitions, ByteBuffer strings) throws IOException {
    long at = 0;
    for (int i = 0; i < MOST_VERSIONS; i++) {
      if (at < 0 || at > definitions.limit() - 20) {
        throw new IOException("is malformed: symbol versions");
      }
      int start = (int) at;
      long auxiliary = at + Integer.toUnsignedLong(definitions.getInt(start + 12));
      if (auxiliary > definitions.limit() - 8) {
        throw new IOException("is malformed: symbol versions");
      }
      names.put(
          definitions.getShort(start + 4) & 0x7fff,
          ElfImage.text(strings, Integer.toUnsignedLong(definitions.getInt((int) auxiliary))));
      long next = Integer.toUnsignedLong(definitions.getInt(start + 16));
      if (next == 0) {
        return;
      }
      at += next;
    }
  }

  /**
   * What follows a symbol's name: {@code @VERSION}, {@code @@VERSION} for the default, or nothing.
   */
  String suffix(int symbol) {
    if (indexes == null || symbol > indexes.limit() / 2 - 1) {
      return "";
    }
    int index = indexes.getShort(symbol * 2) & 0xffff;
    String name = names.get(index & ~HIDDEN);
    if (name == null || (index & ~HIDDEN) < FIRST_VERSION) {
      return "";
    }
    return ((index & HIDDEN) != 0 ? "@" : "@@") + name;
  }
}
