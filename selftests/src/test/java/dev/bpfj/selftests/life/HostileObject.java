package dev.bpfj.selftests.life;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the numbers of a compiled object are that refer to something else in it. Small on purpose
 * and for sound objects of this machine's byte order only: it must not use the reader that is
 * tested.
 */
final class HostileObject {
  static final int VAR = 14;

  private static final int ARRAY = 3;
  private static final int STRUCT = 4;
  private static final int UNION = 5;
  private static final int FUNC_PROTO = 13;
  private static final int DATASEC = 15;
  private static final int SYMTAB = 2;
  private static final int REL = 9;
  // Bytes behind the first 12 of a type, by kind: so many, and so many an element.
  private static final int[] FIXED = {
    0, 4, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 4, 0, 0,
  };
  private static final int[] ELEMENT = {
    0, 0, 0, 0, 12, 12, 8, 0, 0, 0, 0, 0, 0, 8, 0, 12, 0, 0, 0, 12,
  };

  private final byte[] bytes;
  private final ByteBuffer elf;
  private final Map<String, Integer> sections = new HashMap<>();
  private final List<TypeWord> typeIds = new ArrayList<>();
  private int types;

  /**
   * A number that is a type's id.
   *
   * @param id the type that it is in
   * @param kind that type's kind
   * @param offset where in the object it is
   */
  record TypeWord(int id, int kind, int offset) {
    /** Whether what it refers to is a part of the type. */
    boolean isPart() {
      return switch (kind) {
        case 8, 9, 10, 11, 18, ARRAY, STRUCT, UNION -> true; // typedefs, qualifiers, type tags
        default -> false;
      };
    }
  }

  HostileObject(byte[] bytes) {
    this.bytes = bytes;
    this.elf = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    int names = (int) elf.getLong(header(elf.getShort(62)) + 24);
    for (int i = 0; i < sectionCount(); i++) {
      sections.put(string(names + at(header(i))), header(i));
    }
    readTypes();
  }

  private int sectionCount() {
    return Short.toUnsignedInt(elf.getShort(60));
  }

  private int header(int section) {
    return (int) elf.getLong(40) + section * 64;
  }

  private String string(int offset) {
    int end = offset;
    while (bytes[end] != 0) {
      end++;
    }
    return new String(bytes, offset, end - offset, java.nio.charset.StandardCharsets.US_ASCII);
  }

  private int section(String name) {
    return (int) elf.getLong(sections.get(name) + 24);
  }

  private void readTypes() {
    int section = section(".BTF");
    int offset = section + at(section + 4) + at(section + 8);
    int end = offset + at(section + 12);
    while (offset < end) {
      int info = at(offset + 4);
      int kind = info >>> 24 & 0x1f;
      int elements = info & 0xffff;
      addTypeIds(++types, kind, offset, elements);
      offset += 12 + FIXED[kind] + ELEMENT[kind] * elements;
    }
  }

  private void addTypeIds(int id, int kind, int offset, int elements) {
    switch (kind) {
      case 2, 8, 9, 10, 11, 12, FUNC_PROTO, VAR, 17, 18 -> add(id, kind, offset + 8);
      case ARRAY -> add(id, kind, offset + 12);
      default -> {}
    }
    int inElement = kind == DATASEC ? 0 : 4;
    if (kind == STRUCT || kind == UNION || kind == FUNC_PROTO || kind == DATASEC) {
      for (int i = 0; i < elements; i++) {
        add(id, kind, offset + 12 + i * ELEMENT[kind] + inElement);
      }
    }
  }

  private void add(int id, int kind, int offset) {
    typeIds.add(new TypeWord(id, kind, offset));
  }

  int types() {
    return types;
  }

  List<TypeWord> typeIds() {
    return typeIds;
  }

  /** The type ids of {@code .BTF.ext}: of functions and of CO-RE relocations. */
  List<Integer> recordTypeIds() {
    int section = section(".BTF.ext");
    List<Integer> found = new ArrayList<>();
    addRecords(section, 8, found);
    addRecords(section, 24, found);
    return found;
  }

  private void addRecords(int section, int part, List<Integer> found) {
    int offset = section + at(section + 4) + at(section + part);
    int end = offset + at(section + part + 4);
    int size = offset < end ? at(offset) : 0;
    offset += 4;
    while (offset < end) {
      int count = at(offset + 4);
      offset += 8;
      for (int i = 0; i < count; i++) {
        found.add(offset + 4);
        offset += size;
      }
    }
  }

  /** The words of all relocations. */
  List<Integer> relocations() {
    return wordsOf(REL);
  }

  /** The words of the symbol table. */
  List<Integer> symbols() {
    return wordsOf(SYMTAB);
  }

  private List<Integer> wordsOf(int type) {
    List<Integer> words = new ArrayList<>();
    for (int i = 0; i < sectionCount(); i++) {
      int size = (int) elf.getLong(header(i) + 32);
      if (at(header(i) + 4) == type && size < 4096) {
        for (int at = 0; at < size; at += 4) {
          words.add((int) elf.getLong(header(i) + 24) + at);
        }
      }
    }
    return words;
  }

  /** The words of the section headers, but for the first. */
  List<Integer> headers() {
    List<Integer> words = new ArrayList<>();
    for (int at = header(1); at < header(sectionCount()); at += 4) {
      words.add(at);
    }
    return words;
  }

  int at(int offset) {
    return elf.getInt(offset);
  }

  /** The object with one number changed. */
  byte[] with(int offset, int number) {
    byte[] changed = bytes.clone();
    ByteBuffer.wrap(changed).order(ByteOrder.nativeOrder()).putInt(offset, number);
    return changed;
  }
}
