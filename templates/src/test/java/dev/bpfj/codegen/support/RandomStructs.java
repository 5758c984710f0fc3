package dev.bpfj.codegen.support;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * Structs and unions at random, called {@code s0}, {@code s1} and so on, as BTF in an ELF file and
 * as the test knows them: places are those that were written down, not those that anybody read.
 */
public final class RandomStructs {
  private static final int PTR = 2;
  private static final int ARRAY = 3;
  private static final int STRUCT = 4;
  private static final int UNION = 5;

  private final Random random;
  private final List<Composite> structs = new ArrayList<>();
  private final List<Integer> ids = new ArrayList<>();
  private final ByteBuffer types = little(1 << 20);
  private final ByteBuffer strings = little(1 << 20).put((byte) 0);
  private int count;
  private int names;

  /** What a value is. */
  public enum Kind {
    SIGNED,
    UNSIGNED,
    BOOL,
    FLOAT,
    POINTER,
    ENUM,
    UNSIGNED_ENUM,
    COMPOSITE
  }

  /** A type: of values, or a struct; and the lengths of the arrays around it. */
  public record Type(int id, Kind kind, long size, List<Integer> lengths, Composite composite) {
    long bytes() {
      return lengths.stream().mapToLong(n -> n).reduce(size, (a, b) -> a * b);
    }
  }

  /** A member; its width is 0 if it is no bitfield, its name empty if it is an anonymous struct. */
  public record Member(String name, Type type, long bitOffset, int width) {}

  /** A struct or union. */
  public record Composite(String name, boolean union, long size, List<Member> members) {}

  /** Structs of a seed. */
  public RandomStructs(long seed) {
    this.random = new Random(seed);
    while (structs.size() < 8) {
      composite("s" + structs.size(), 0);
    }
  }

  /** All that have a name; later ones hold earlier ones. */
  public List<Composite> structs() {
    return structs;
  }

  private Type composite(String name, int depth) {
    boolean union = random.nextInt(4) == 0;
    List<Member> members = new ArrayList<>();
    long end = 0;
    long size = 0;
    for (int i = 2 + random.nextInt(6); i > 0; i--) {
      Member member = random.nextInt(3) == 0 ? bitfield(end) : plain(end, depth);
      if (union) {
        member = new Member(member.name, member.type, 0, member.width);
      }
      members.add(member);
      long bits = member.width > 0 ? member.width : member.type.bytes() * 8;
      size = Math.max(size, member.bitOffset + bits);
      end = union ? 0 : size;
    }
    Composite made = new Composite(name, union, (size + 7) / 8 + random.nextInt(5), members);
    long[] tail =
        members.stream()
            .flatMapToLong(m -> LongStream.of(string(m.name), m.type.id, word(m)))
            .toArray();
    int kind = 1 << 7 | (union ? UNION : STRUCT);
    int id = type(name, kind, members.size(), made.size, tail);
    if (!name.isEmpty()) {
      structs.add(made);
      ids.add(id);
    }
    return new Type(id, Kind.COMPOSITE, made.size, List.of(), made);
  }

  private static long word(Member member) {
    return (long) member.width << 24 | member.bitOffset;
  }

  private Member bitfield(long end) {
    Type type = integer(1 << random.nextInt(4), random.nextBoolean());
    int storage = (int) type.size * 8;
    int width = 1 + random.nextInt(storage);
    long at = end + random.nextInt(4);
    // A bitfield does not leave its storage.
    long place = at % storage + width > storage ? (at / storage + 1) * storage : at;
    return new Member("m" + names++, type, place, width);
  }

  private Member plain(long end, int depth) {
    if (depth < 2 && random.nextInt(8) == 0) {
      Type anonymous = composite("", depth + 1);
      return new Member("", anonymous, (end + 7) / 8 * 8, 0);
    }
    Type type = array(qualified(element()));
    long unit = random.nextInt(3) == 0 ? 8 : Math.min(64, type.size * 8 & -(type.size * 8));
    return new Member("m" + names++, type, (end + unit - 1) / unit * unit, 0);
  }

  private Type element() {
    return switch (random.nextInt(9)) {
      case 0 -> named(type("_Bool", 1, 0, 1, 4L << 24 | 8), Kind.BOOL, 1);
      case 1 -> named(type("float", 16, 0, 4), Kind.FLOAT, 4);
      case 2 -> named(type("double", 16, 0, 8), Kind.FLOAT, 8);
      case 3 -> named(type("", PTR, 0, 0), Kind.POINTER, 8);
      case 4 -> enumeration();
      case 5, 6 -> {
        if (structs.isEmpty()) {
          yield integer(4, true);
        }
        int at = random.nextInt(structs.size());
        yield new Type(
            ids.get(at), Kind.COMPOSITE, structs.get(at).size, List.of(), structs.get(at));
      }
      default -> integer(1 << random.nextInt(5), random.nextBoolean());
    };
  }

  private static Type named(int id, Kind kind, long size) {
    return new Type(id, kind, size, List.of(), null);
  }

  private Type integer(int size, boolean signed) {
    int id = type("i" + size + signed, 1, 0, size, (signed ? 1L << 24 : 0) | size * 8L);
    return named(id, signed ? Kind.SIGNED : Kind.UNSIGNED, size);
  }

  private Type enumeration() {
    int size = 1 << random.nextInt(4);
    boolean signed = random.nextBoolean();
    int own = names++;
    int flag = signed ? 1 << 7 : 0;
    long[] tail =
        size == 8
            ? new long[] {string("A" + own), 1, 1, string("B" + own), 2, 0}
            : new long[] {string("A" + own), 1, string("B" + own), 2};
    int id = type("e" + own, flag | (size == 8 ? 19 : 6), 2, size, tail);
    return named(id, signed ? Kind.ENUM : Kind.UNSIGNED_ENUM, size);
  }

  private Type qualified(Type type) {
    int id =
        switch (random.nextInt(5)) {
          case 0 -> type("t" + names++, 8, 0, type.id);
          case 1 -> type("", 9, 0, type.id);
          case 2 -> type("", 10, 0, type.id);
          default -> type.id;
        };
    return new Type(id, type.kind, type.size, type.lengths, type.composite);
  }

  private Type array(Type type) {
    List<Integer> lengths = new ArrayList<>();
    int id = type.id;
    for (int dimensions = Math.max(0, random.nextInt(6) - 3); dimensions > 0; dimensions--) {
      int length = 1 + random.nextInt(3);
      id = type("", ARRAY, 0, 0, id, 1, length);
      lengths.add(0, length);
    }
    return new Type(id, type.kind, type.size, lengths, type.composite);
  }

  private int type(String name, int kind, int elements, long sizeOrType, long... tail) {
    types.putInt(string(name)).putInt(kind << 24 | elements).putInt((int) sizeOrType);
    LongStream.of(tail).forEach(word -> types.putInt((int) word));
    return ++count;
  }

  private int string(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    int offset = strings.position();
    strings.put(text.getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
    return offset;
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The file: a header, the types, names, one symbol that is none, and the sections' headers. */
  public byte[] elf() {
    byte[] names = "\0.BTF\0.strtab\0.symtab\0".getBytes(StandardCharsets.US_ASCII);
    int btf = 24 + types.position() + strings.position();
    int symbols = (64 + btf + names.length + 7) / 8 * 8;
    int headers = symbols + 24;
    ByteBuffer file = little(headers + 4 * 64);
    file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
    file.putShort((short) 1).putShort((short) 247).putInt(1).putLong(0).putLong(0);
    file.putLong(headers).putInt(0);
    for (int half : new int[] {64, 0, 0, 64, 4, 2}) {
      file.putShort((short) half);
    }
    file.putShort((short) 0xeb9f).put((byte) 1).put((byte) 0).putInt(24);
    file.putInt(0).putInt(types.position()).putInt(types.position()).putInt(strings.position());
    file.put(types.array(), 0, types.position()).put(strings.array(), 0, strings.position());
    file.put(names).position(headers + 64);
    header(file, 1, 1, 64, btf, 0);
    header(file, 6, 3, 64 + btf, names.length, 0);
    header(file, 14, 2, symbols, 24, 24);
    return file.array();
  }

  private static void header(
      ByteBuffer file, int name, int kind, int offset, int size, int entrySize) {
    file.putInt(name).putInt(kind).putLong(0).putLong(0).putLong(offset).putLong(size);
    file.putInt(entrySize == 0 ? 0 : 2).putInt(0).putLong(1).putLong(entrySize);
  }
}
