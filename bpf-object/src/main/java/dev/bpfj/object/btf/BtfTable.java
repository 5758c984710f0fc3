package dev.bpfj.object.btf;

import dev.bpfj.object.MalformedObjectException;
import dev.bpfj.object.io.Region;
import dev.bpfj.object.io.StringTable;
import java.util.Arrays;

/**
 * The bytes of a {@code .BTF} section, type by type. Nothing is decoded into objects here; layouts
 * and lookups work on the numbers.
 */
final class BtfTable {
  // Name, kind and count, size or type: every type begins with these.
  private static final int TYPE_WORDS = 3;

  private static final int MAGIC = 0xeb9f;
  private static final int HEADER_SIZE = 24;
  private static final int HEADER_SIZE_WITH_LAYOUT = 32;
  private static final int LAYOUT_SIZE = 4;
  // The kernel takes 16 MiB at most (BTF_MAX_SIZE).
  private static final int MOST_BYTES = 32 << 20;

  private final Region types;
  private final StringTable strings;
  private final int[] words;
  // Where in the words a type begins, by id.
  private final int[] starts;

  private BtfTable(Region types, StringTable strings, Region layouts) {
    this.types = types;
    this.strings = strings;
    this.words = types.words();
    this.starts = index(layouts);
  }

  static BtfTable open(Region section) {
    checkHeader(section);
    long headerSize = section.u32(4);
    Region types =
        section.part("section \".BTF\", types", headerSize + section.u32(8), section.u32(12));
    Region strings =
        section.part("section \".BTF\", strings", headerSize + section.u32(16), section.u32(20));
    if (strings.size() == 0 || strings.u8(0) != 0 || strings.u8(strings.size() - 1) != 0) {
      throw strings.malformed("a string table begins and ends with a zero byte");
    }
    return new BtfTable(types, new StringTable(strings), layouts(section, headerSize));
  }

  private static void checkHeader(Region section) {
    if (section.u16(0) != MAGIC) {
      throw section.malformed(
          "magic: found=0x" + Integer.toHexString(section.u16(0)) + ", expected=0xeb9f");
    }
    if (section.u8(2) != 1) {
      throw section.malformed("BTF version: found=" + section.u8(2) + ", expected=1");
    }
    if (section.u32(4) < HEADER_SIZE) {
      throw section.malformed("header size: found=" + section.u32(4) + ", expected=" + HEADER_SIZE);
    }
    if (section.size() > MOST_BYTES) {
      throw section.malformed(
          "larger than any kernel takes: size=" + section.size() + ", most=" + MOST_BYTES);
    }
  }

  // How large types of each kind are, unknown ones too; only the newest compilers say so.
  private static Region layouts(Region section, long headerSize) {
    boolean present = headerSize >= HEADER_SIZE_WITH_LAYOUT;
    return section.part(
        "section \".BTF\", layouts",
        present ? headerSize + section.u32(24) : 0,
        present ? section.u32(28) : 0);
  }

  private int[] index(Region layouts) {
    int[] found = new int[words.length / TYPE_WORDS + 2];
    int count = 0;
    for (int at = 0; at < words.length; ) {
      found[++count] = at;
      if (words.length - at < TYPE_WORDS) {
        throw malformed(count, "runs past the end: offset=" + at * 4L);
      }
      int info = words[at + 1];
      long length = TYPE_WORDS + tailSize(layouts, count, info) / Integer.BYTES;
      if (length > words.length - at) {
        throw malformed(count, "(" + kindOf(info) + ") runs past the end: offset=" + at * 4L);
      }
      at += (int) length;
    }
    return Arrays.copyOf(found, count + 1);
  }

  private long tailSize(Region layouts, int id, int info) {
    BtfKind kind = kindOf(info);
    if (kind != BtfKind.UNKNOWN) {
      return kind.tailSize(vlen(info));
    }
    int number = kindNumber(info);
    if (number == 0 || (number + 1) * LAYOUT_SIZE > layouts.size()) {
      throw malformed(id, "unknown kind: kind=" + number + "; is bpfj too old?");
    }
    long at = (long) number * LAYOUT_SIZE;
    long size = layouts.u8(at) + (long) layouts.u8(at + 1) * vlen(info);
    if (size % Integer.BYTES != 0) {
      throw malformed(id, "size of kind " + number + " is no multiple of 4: size=" + size);
    }
    return size;
  }

  private static BtfKind kindOf(int info) {
    return BtfKind.of(kindNumber(info));
  }

  private static int kindNumber(int info) {
    return info >>> 24 & 0x7f;
  }

  private static int vlen(int info) {
    return info & 0xffffff;
  }

  /** How many types there are, void not counted. */
  int count() {
    return starts.length - 1;
  }

  StringTable strings() {
    return strings;
  }

  MalformedObjectException malformed(int id, String what) {
    return types.malformed("type " + id + ": " + what);
  }

  /** The kind; {@link BtfKind#UNKNOWN} for void. */
  BtfKind kind(int id) {
    return id == 0 ? BtfKind.UNKNOWN : kindOf(info(id));
  }

  /** The kind's number, known or not. */
  int number(int id) {
    return kindNumber(info(id));
  }

  /** How many members, constants, parameters or variables; a function's linkage. */
  int elements(int id) {
    return vlen(info(id));
  }

  boolean kindFlag(int id) {
    return info(id) < 0;
  }

  private int info(int id) {
    return words[starts[id] + 1];
  }

  long nameOffset(int id) {
    return Integer.toUnsignedLong(words[starts[id]]);
  }

  String name(int id) {
    return strings.at(nameOffset(id));
  }

  /** The third word, where it is a type's id. */
  int target(int id) {
    return words[starts[id] + 2];
  }

  /** The third word, where it is a size. */
  long size(int id) {
    return Integer.toUnsignedLong(words[starts[id] + 2]);
  }

  /** A word of what follows the first 12 bytes. */
  int word(int id, int index) {
    return words[starts[id] + TYPE_WORDS + index];
  }

  /** A word of what follows the first 12 bytes, unsigned. */
  long unsignedWord(int id, int index) {
    return Integer.toUnsignedLong(word(id, index));
  }

  /** A string that a word of what follows the first 12 bytes points to. */
  String string(int id, int index) {
    return strings.at(unsignedWord(id, index));
  }

  /**
   * The type of an array's elements. Clang writes any number where it has no type for them; what
   * cannot be one is void.
   */
  int element(int array) {
    int type = word(array, 0);
    return type < 0 || type > count() || kind(type).isDeclaration() ? 0 : type;
  }

  int memberType(int id, int member) {
    return word(id, member * 3 + 1);
  }

  long memberBitOffset(int id, int member) {
    long offset = unsignedWord(id, member * 3 + 2);
    return kindFlag(id) ? offset & 0xffffff : offset;
  }

  int memberBitfieldSize(int id, int member) {
    return kindFlag(id) ? word(id, member * 3 + 2) >>> 24 : 0;
  }
}
