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

  // The last of them, where they lie in several sections.
  private final Region types;
  private final Region stringBytes;
  private final StringTable strings;
  private final int[] words;
  // Where in the words a type begins, by id.
  private final int[] starts;

  private BtfTable(Region types, Region stringBytes, Region layouts) {
    this.types = types;
    this.stringBytes = stringBytes;
    this.strings = new StringTable(stringBytes);
    this.words = types.words();
    this.starts = index(layouts, 0, 0);
  }

  /** Split BTF, whose ids and strings continue those of a base. */
  private BtfTable(BtfTable base, Region types, Region stringBytes, Region layouts) {
    this.types = types;
    this.stringBytes = base.stringBytes.followedBy(stringBytes);
    this.strings = new StringTable(this.stringBytes);
    int[] own = types.words();
    this.words = Arrays.copyOf(base.words, base.words.length + own.length);
    System.arraycopy(own, 0, words, base.words.length, own.length);
    int[] ownStarts = index(layouts, base.words.length, base.count());
    this.starts = Arrays.copyOf(base.starts, base.starts.length + ownStarts.length - 1);
    System.arraycopy(ownStarts, 1, starts, base.starts.length, ownStarts.length - 1);
  }

  static BtfTable open(Region section) {
    Region types = types(section);
    Region strings = strings(section);
    if (isSplit(section)) {
      throw strings.malformed(
          "begins with no zero byte, as that of a kernel module, which adds to the kernel's types:"
              + " give those too");
    }
    checkEnd(strings);
    return new BtfTable(types, strings, layouts(section));
  }

  /** Whether this is split BTF: only then may the first string be non-empty. */
  static boolean isSplit(Region section) {
    checkHeader(section);
    Region strings = strings(section);
    return strings.size() > 0 && strings.u8(0) != 0;
  }

  /** A module's types, whose ids and strings go on where the kernel's end. */
  static BtfTable open(Region section, BtfTable base) {
    Region types = types(section);
    Region strings = strings(section);
    if (section.order() != base.types.order()) {
      throw section.malformed(
          "byte order: found=" + section.order() + ", expected=" + base.types.order());
    }
    if (strings.size() > 0) {
      checkEnd(strings);
    }
    return new BtfTable(base, types, strings, layouts(section));
  }

  private static void checkEnd(Region strings) {
    if (strings.size() == 0 || strings.u8(strings.size() - 1) != 0) {
      throw strings.malformed("a string table begins and ends with a zero byte");
    }
  }

  private static Region types(Region section) {
    checkHeader(section);
    return section.part(
        "section \".BTF\", types", section.u32(4) + section.u32(8), section.u32(12));
  }

  private static Region strings(Region section) {
    return section.part(
        "section \".BTF\", strings", section.u32(4) + section.u32(16), section.u32(20));
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
  private static Region layouts(Region section) {
    long headerSize = section.u32(4);
    boolean present = headerSize >= HEADER_SIZE_WITH_LAYOUT;
    return section.part(
        "section \".BTF\", layouts",
        present ? headerSize + section.u32(24) : 0,
        present ? section.u32(28) : 0);
  }

  /** Where types begin, from index 1 on: those from a word on, whose ids go on after another. */
  private int[] index(Region layouts, int start, int lastId) {
    int[] found = new int[(words.length - start) / TYPE_WORDS + 2];
    int count = 0;
    for (int at = start; at < words.length; ) {
      found[++count] = at;
      int id = lastId + count;
      long offset = (at - start) * 4L;
      if (words.length - at < TYPE_WORDS) {
        throw malformed(id, "runs past the end: offset=" + offset);
      }
      int info = words[at + 1];
      long length = TYPE_WORDS + tailSize(layouts, id, info) / Integer.BYTES;
      if (length > words.length - at) {
        throw malformed(id, "(" + kindOf(info) + ") runs past the end: offset=" + offset);
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
      throw malformed(id, "size of kind " + number + " is not a multiple of 4: size=" + size);
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

  /** The object's name, for messages. */
  String object() {
    return types.object();
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
