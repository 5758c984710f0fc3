package dev.bpfj.object.btf;

import dev.bpfj.object.MalformedObjectException;
import dev.bpfj.object.btf.BtfType.Enumerator;
import dev.bpfj.object.btf.BtfType.Linkage;
import dev.bpfj.object.btf.BtfType.Member;
import dev.bpfj.object.btf.BtfType.Parameter;
import dev.bpfj.object.btf.BtfType.Qualifier;
import dev.bpfj.object.btf.BtfType.SectionEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;

/** Decodes types into records. */
final class BtfDecoder {
  private final BtfTable table;
  private final Sizes sizes;
  private final EnumSigns signs;

  BtfDecoder(BtfTable table, Sizes sizes, EnumSigns signs) {
    this.table = table;
    this.sizes = sizes;
    this.signs = signs;
  }

  BtfType decode(int id) {
    String name = table.name(id);
    int target = table.target(id);
    long size = table.size(id);
    boolean flag = table.kindFlag(id);
    return switch (table.kind(id)) {
      case INT -> integer(id, name, size);
      case PTR -> new BtfType.Ptr(id, target);
      case ARRAY ->
          new BtfType.Array(id, table.element(id), table.word(id, 1), table.unsignedWord(id, 2));
      case STRUCT -> new BtfType.Composite(id, name, false, size, members(id));
      case UNION -> new BtfType.Composite(id, name, true, size, members(id));
      case ENUM -> enumeration(id, name, size, signs.isSigned(id));
      case ENUM64 -> new BtfType.Enumeration(id, name, enumSize(id, size), flag, enums64(id));
      case FWD -> new BtfType.Fwd(id, name, flag);
      case TYPEDEF -> new BtfType.Typedef(id, name, target);
      case VOLATILE -> new BtfType.Qualified(id, Qualifier.VOLATILE, target);
      case CONST -> new BtfType.Qualified(id, Qualifier.CONST, target);
      case RESTRICT -> new BtfType.Qualified(id, Qualifier.RESTRICT, target);
      case FUNC -> new BtfType.Func(id, name, target, linkage(id, table.elements(id)));
      case FUNC_PROTO -> new BtfType.FuncProto(id, target, parameters(id));
      case VAR -> new BtfType.Var(id, name, target, linkage(id, table.word(id, 0)));
      case DATASEC -> new BtfType.DataSec(id, name, size, entries(id));
      case FLOAT -> new BtfType.Floating(id, name, floatSize(id, size));
      case DECL_TAG -> new BtfType.DeclTag(id, name, target, table.word(id, 0), flag);
      case TYPE_TAG -> new BtfType.TypeTag(id, name, target, flag);
      case UNKNOWN -> new BtfType.Unknown(id, name, table.number(id));
    };
  }

  private BtfType integer(int id, String name, long size) {
    int data = table.word(id, 0);
    BtfType.Int.Encoding encoding = encoding(id, name, data >>> 24 & 0xf);
    if (size > 16 || Long.bitCount(size) > 1) {
      throw table.malformed(id, "integer size: found=" + size + ", expected 1, 2, 4, 8 or 16");
    }
    int bitOffset = data >>> 16 & 0xff;
    int bits = data & 0xff;
    if (bitOffset + bits > size * 8) {
      throw table.malformed(
          id, "integer of more bits than its size: bits=" + (bitOffset + bits) + ", size=" + size);
    }
    return new BtfType.Int(id, name, (int) size, encoding, bitOffset, bits);
  }

  private BtfType.Int.Encoding encoding(int id, String name, int code) {
    return switch (code) {
      case 0 -> BtfType.Int.Encoding.UNSIGNED;
      case 1 -> BtfType.Int.Encoding.SIGNED;
      // GCC says it of all three types of char, with the sign beside it.
      case 2 ->
          name.equals("unsigned char") ? BtfType.Int.Encoding.UNSIGNED : BtfType.Int.Encoding.CHAR;
      case 3 ->
          name.equals("signed char") ? BtfType.Int.Encoding.SIGNED : BtfType.Int.Encoding.CHAR;
      case 4 -> BtfType.Int.Encoding.BOOL;
      default -> throw table.malformed(id, "integer encoding: found=" + code);
    };
  }

  private BtfType enumeration(int id, String name, long size, boolean signed) {
    return new BtfType.Enumeration(id, name, enumSize(id, size), signed, enums(id, signed));
  }

  private int enumSize(int id, long size) {
    // An enum that is declared and not defined has no size.
    boolean declared = size == 0 && table.elements(id) == 0;
    if (!declared && size != 1 && size != 2 && size != 4 && size != 8) {
      throw table.malformed(id, "enum size: found=" + size + ", expected 1, 2, 4 or 8");
    }
    return (int) size;
  }

  private int floatSize(int id, long size) {
    if (size != 2 && size != 4 && size != 8 && size != 12 && size != 16) {
      throw table.malformed(id, "float size: found=" + size + ", expected 2, 4, 8, 12 or 16");
    }
    return (int) size;
  }

  private List<Member> members(int id) {
    long end = table.size(id) * 8;
    return elements(
        id,
        i -> {
          long offset = table.memberBitOffset(id, i);
          int bitfield = table.memberBitfieldSize(id, i);
          int type = table.memberType(id, i);
          // Without this check a struct could reach into its neighbours' memory.
          if (offset + sizes.memberBits(type, bitfield) > end) {
            if (table.kind(sizes.resolve(type)) != BtfKind.ARRAY || offset > end) {
              throw pastTheEnd(id, i);
            }
            type = 0; // its elements are of no type, see BtfTable.element
          }
          return new Member(table.string(id, i * 3), type, offset, bitfield);
        });
  }

  private MalformedObjectException pastTheEnd(int id, int member) {
    return table.malformed(
        id,
        "member \""
            + table.string(id, member * 3)
            + "\" runs past the end: bit offset="
            + table.memberBitOffset(id, member)
            + ", size="
            + table.size(id));
  }

  private List<Enumerator> enums(int id, boolean signed) {
    return elements(
        id,
        i -> {
          int value = table.word(id, i * 2 + 1);
          return new Enumerator(
              table.string(id, i * 2), signed ? value : Integer.toUnsignedLong(value));
        });
  }

  private List<Enumerator> enums64(int id) {
    return elements(
        id,
        i -> {
          long low = table.unsignedWord(id, i * 3 + 1);
          long high = table.unsignedWord(id, i * 3 + 2);
          return new Enumerator(table.string(id, i * 3), high << 32 | low);
        });
  }

  private List<Parameter> parameters(int id) {
    return elements(id, i -> new Parameter(table.string(id, i * 2), table.word(id, i * 2 + 1)));
  }

  private List<SectionEntry> entries(int id) {
    return elements(
        id,
        i ->
            new SectionEntry(
                table.word(id, i * 3),
                table.unsignedWord(id, i * 3 + 1),
                table.unsignedWord(id, i * 3 + 2)));
  }

  private <T> List<T> elements(int id, IntFunction<T> element) {
    int count = table.elements(id);
    List<T> elements = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      elements.add(element.apply(i));
    }
    return Collections.unmodifiableList(elements);
  }

  private Linkage linkage(int id, int value) {
    return switch (value) {
      case 0 -> Linkage.STATIC;
      case 1 -> Linkage.GLOBAL;
      case 2 -> Linkage.EXTERN;
      default -> throw table.malformed(id, "linkage: found=" + value + ", expected 0, 1 or 2");
    };
  }
}
