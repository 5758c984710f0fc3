package dev.bpfj.object.btf;

import dev.bpfj.object.MalformedObjectException;
import dev.bpfj.object.btf.BtfType.Enumerator;
import dev.bpfj.object.btf.BtfType.Linkage;
import dev.bpfj.object.btf.BtfType.Member;
import dev.bpfj.object.btf.BtfType.Parameter;
import dev.bpfj.object.btf.BtfType.Qualifier;
import dev.bpfj.object.btf.BtfType.SectionEntry;
import dev.bpfj.object.io.Region;
import dev.bpfj.object.io.StringTable;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The bytes of a {@code .BTF} section. Opening it walks all types once, without making objects of
 * them, so that a broken one is found there and not later; types are decoded when asked for.
 */
final class BtfReader {
  private static final int MAGIC = 0xeb9f;
  private static final int HEADER_SIZE = 24;
  private static final int TYPE_SIZE = 12;
  private static final int MAX_TYPES = 0x7fffffff / TYPE_SIZE;

  private final Region types;
  private final StringTable strings;
  private final int[] offsets;

  private BtfReader(Region types, StringTable strings, int[] offsets) {
    this.types = types;
    this.strings = strings;
    this.offsets = offsets;
  }

  static BtfReader open(Region section) {
    if (section.u16(0) != MAGIC) {
      throw section.malformed(
          "magic: found=0x" + Integer.toHexString(section.u16(0)) + ", expected=0xeb9f");
    }
    if (section.u8(2) != 1) {
      throw section.malformed("BTF version: found=" + section.u8(2) + ", expected=1");
    }
    long headerSize = section.u32(4);
    if (headerSize < HEADER_SIZE) {
      throw section.malformed("header size: found=" + headerSize + ", expected=" + HEADER_SIZE);
    }
    Region types =
        section.part("section \".BTF\", types", headerSize + section.u32(8), section.u32(12));
    Region strings =
        section.part("section \".BTF\", strings", headerSize + section.u32(16), section.u32(20));
    if (strings.size() == 0 || strings.u8(0) != 0 || strings.u8(strings.size() - 1) != 0) {
      throw strings.malformed("a string table begins and ends with a zero byte");
    }
    BtfReader reader = new BtfReader(types, new StringTable(strings), index(types));
    for (int id = 1; id <= reader.count(); id++) {
      reader.checkReferences(id);
    }
    return reader;
  }

  private static int[] index(Region types) {
    int[] offsets = new int[Math.min(MAX_TYPES, types.size() / TYPE_SIZE) + 1];
    int count = 0;
    for (int at = 0; at < types.size(); ) {
      int info = types.s32(at + 4L);
      BtfKind kind = kind(info);
      offsets[++count] = at;
      if (kind == BtfKind.UNKNOWN) {
        throw types.malformed(
            "type "
                + count
                + ": unknown kind: kind="
                + (info >>> 24 & 0x1f)
                + "; is bpfj too old?");
      }
      int length = TYPE_SIZE + kind.tailSize(info & 0xffff);
      if (length > types.size() - at) {
        throw types.malformed("type " + count + " (" + kind + ") runs past the end: offset=" + at);
      }
      at += length;
    }
    return Arrays.copyOf(offsets, count + 1);
  }

  /** How many types there are, void not counted. */
  int count() {
    return offsets.length - 1;
  }

  StringTable strings() {
    return strings;
  }

  MalformedObjectException malformed(int id, String what) {
    return types.malformed("type " + id + ": " + what);
  }

  private void checkReferences(int id) {
    int at = offsets[id];
    BtfKind kind = kindOf(id);
    checkString(id, types.u32(at));
    if (kind.refersToType()) {
      checkType(id, types.u32(at + 8L));
    }
    int tail = at + TYPE_SIZE;
    int elements = elements(id);
    switch (kind) {
      case ARRAY -> {
        checkType(id, types.u32(tail));
        checkType(id, types.u32(tail + 4L));
      }
      case STRUCT, UNION -> checkElements(id, tail, elements, 12, true, 4);
      case FUNC_PROTO -> checkElements(id, tail, elements, 8, true, 4);
      case ENUM -> checkElements(id, tail, elements, 8, true, -1);
      case ENUM64 -> checkElements(id, tail, elements, 12, true, -1);
      case DATASEC -> checkElements(id, tail, elements, 12, false, 0);
      default -> {}
    }
  }

  private void checkElements(
      int id, int tail, int elements, int stride, boolean named, int typeAt) {
    for (int i = 0; i < elements; i++) {
      long at = tail + (long) i * stride;
      if (named) {
        checkString(id, types.u32(at));
      }
      if (typeAt >= 0) {
        checkType(id, types.u32(at + typeAt));
      }
    }
  }

  private void checkString(int id, long offset) {
    if (!strings.contains(offset)) {
      throw malformed(id, "name outside the string table: offset=" + offset);
    }
  }

  private void checkType(int id, long target) {
    if (target > count()) {
      throw malformed(id, "refers to a type that is not there: type=" + target);
    }
  }

  private static BtfKind kind(int info) {
    return BtfKind.of(info >>> 24 & 0x1f);
  }

  private BtfKind kindOf(int id) {
    return kind(types.s32(offsets[id] + 4L));
  }

  private int elements(int id) {
    return types.s32(offsets[id] + 4L) & 0xffff;
  }

  private boolean kindFlag(int id) {
    return types.s32(offsets[id] + 4L) < 0;
  }

  BtfType decode(int id) {
    int at = offsets[id];
    String name = strings.at(types.u32(at));
    int target = types.s32(at + 8L);
    long size = types.u32(at + 8L);
    long tail = at + (long) TYPE_SIZE;
    return switch (kindOf(id)) {
      case INT -> integer(id, name, tail);
      case PTR -> new BtfType.Ptr(id, target);
      case ARRAY ->
          new BtfType.Array(id, types.s32(tail), types.s32(tail + 4), types.u32(tail + 8));
      case STRUCT -> new BtfType.Composite(id, name, false, size, members(id, tail));
      case UNION -> new BtfType.Composite(id, name, true, size, members(id, tail));
      case ENUM -> new BtfType.Enumeration(id, name, (int) size, kindFlag(id), enums(id, tail));
      case ENUM64 -> new BtfType.Enumeration(id, name, (int) size, kindFlag(id), enums64(id, tail));
      case FWD -> new BtfType.Fwd(id, name, kindFlag(id));
      case TYPEDEF -> new BtfType.Typedef(id, name, target);
      case VOLATILE -> new BtfType.Qualified(id, Qualifier.VOLATILE, target);
      case CONST -> new BtfType.Qualified(id, Qualifier.CONST, target);
      case RESTRICT -> new BtfType.Qualified(id, Qualifier.RESTRICT, target);
      case FUNC -> new BtfType.Func(id, name, target, linkage(id, elements(id)));
      case FUNC_PROTO -> new BtfType.FuncProto(id, target, parameters(id, tail));
      case VAR -> new BtfType.Var(id, name, target, linkage(id, types.s32(tail)));
      case DATASEC -> new BtfType.DataSec(id, name, size, entries(id, tail));
      case FLOAT -> new BtfType.Floating(id, name, (int) size);
      case DECL_TAG -> new BtfType.DeclTag(id, name, target, types.s32(tail));
      case TYPE_TAG -> new BtfType.TypeTag(id, name, target);
      case UNKNOWN -> throw malformed(id, "unknown kind");
    };
  }

  private BtfType integer(int id, String name, long tail) {
    int data = types.s32(tail);
    BtfType.Int.Encoding encoding =
        switch (data >>> 24 & 0xf) {
          case 0 -> BtfType.Int.Encoding.UNSIGNED;
          case 1 -> BtfType.Int.Encoding.SIGNED;
          case 2 -> BtfType.Int.Encoding.CHAR;
          case 4 -> BtfType.Int.Encoding.BOOL;
          default -> throw malformed(id, "integer encoding: found=" + (data >>> 24 & 0xf));
        };
    long size = types.u32(tail - 4);
    if (size != 1 && size != 2 && size != 4 && size != 8 && size != 16) {
      throw malformed(id, "integer size: found=" + size + ", expected 1, 2, 4, 8 or 16");
    }
    return new BtfType.Int(id, name, (int) size, encoding, data >>> 16 & 0xff, data & 0xff);
  }

  private List<Member> members(int id, long tail) {
    boolean bitfields = kindFlag(id);
    return elements(
        id,
        i -> {
          long at = tail + i * 12L;
          long offset = types.u32(at + 8);
          return new Member(
              strings.at(types.u32(at)),
              types.s32(at + 4),
              bitfields ? offset & 0xffffff : offset,
              bitfields ? (int) (offset >>> 24) : 0);
        });
  }

  private List<Enumerator> enums(int id, long tail) {
    boolean signed = kindFlag(id);
    return elements(
        id,
        i -> {
          long at = tail + i * 8L;
          long value = signed ? types.s32(at + 4) : types.u32(at + 4);
          return new Enumerator(strings.at(types.u32(at)), value);
        });
  }

  private List<Enumerator> enums64(int id, long tail) {
    return elements(
        id,
        i -> {
          long at = tail + i * 12L;
          long value = types.u32(at + 8) << 32 | types.u32(at + 4);
          return new Enumerator(strings.at(types.u32(at)), value);
        });
  }

  private List<Parameter> parameters(int id, long tail) {
    return elements(
        id,
        i -> {
          long at = tail + i * 8L;
          return new Parameter(strings.at(types.u32(at)), types.s32(at + 4));
        });
  }

  private List<SectionEntry> entries(int id, long tail) {
    return elements(
        id,
        i -> {
          long at = tail + i * 12L;
          return new SectionEntry(types.s32(at), types.u32(at + 4), types.u32(at + 8));
        });
  }

  private <T> List<T> elements(int id, IntFunction<T> element) {
    return IntStream.range(0, elements(id)).mapToObj(element).toList();
  }

  private Linkage linkage(int id, int value) {
    return switch (value) {
      case 0 -> Linkage.STATIC;
      case 1 -> Linkage.GLOBAL;
      case 2 -> Linkage.EXTERN;
      default -> throw malformed(id, "linkage: found=" + value + ", expected 0, 1 or 2");
    };
  }
}
