package dev.bpfj.object;

import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.BtfType;
import dev.bpfj.object.btf.BtfType.Member;
import dev.bpfj.object.elf.ElfFile;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a map's definition, a struct that encodes each attribute in the type of a member: {@code
 * __uint(f, v)} is a pointer to an array of v elements, {@code __type(f, t)} a pointer to t. As
 * parse_btf_map_def of libbpf, which is strict by default.
 */
final class MapDefinitionReader {
  private static final int MOST_DEPTH = 32;

  private final Source source;
  private final Btf btf;
  private final String name;
  private final boolean isInner;

  private final Set<String> seen = new HashSet<>();

  private BpfMapType type = new BpfMapType(0);
  private long keySize;
  private long valueSize;
  private int keyType;
  private int valueType;
  private long maxEntries;
  private long flags;
  private long numaNode;
  private long mapExtra;
  private ObjectMap.Pinning pinning = ObjectMap.Pinning.NONE;
  private Optional<ObjectMap> inner = Optional.empty();
  private int programType;

  /**
   * The source of definitions.
   *
   * @param elf the file
   * @param btf its types
   * @param relaxed whether attributes that libbpf does not know are ignored
   */
  record Source(ElfFile elf, Btf btf, boolean relaxed) {}

  MapDefinitionReader(Source source, String name, boolean isInner) {
    this.source = source;
    this.btf = source.btf();
    this.name = name;
    this.isInner = isInner;
  }

  ObjectMap read(BtfType.Composite definition) {
    List<Member> members = definition.members();
    for (int i = 0; i < members.size(); i++) {
      readMember(members.get(i), i == members.size() - 1);
    }
    if (type.number() == 0) {
      throw malformed("has no type; add __uint(type, BPF_MAP_TYPE_...)");
    }
    return new ObjectMap(
        name,
        type,
        keySize,
        valueSize,
        keyType,
        valueType,
        maxEntries,
        flags,
        numaNode,
        mapExtra,
        pinning,
        inner,
        programType);
  }

  private void readMember(Member member, boolean last) {
    // C has no two members of one name; a file may have a million, for each of its maps.
    if (!seen.add(member.name())) {
      throw malformed("has attribute \"" + member.name() + "\" twice");
    }
    switch (member.name()) {
      case "type" -> type = new BpfMapType((int) number(member));
      case "max_entries" -> maxEntries = number(member);
      case "map_flags" -> flags = number(member);
      case "numa_node" -> numaNode = number(member);
      case "map_extra" -> mapExtra = wideNumber(member);
      case "pinning" -> pinning = pinning(member);
      case "key_size" -> keySize = agreed("key", keySize, number(member));
      case "value_size" -> valueSize = agreed("value", valueSize, number(member));
      case "key" -> {
        int target = pointer(member);
        keySize = agreed("key", keySize, size(member, target));
        keyType = target;
      }
      case "value" -> {
        int target = pointer(member);
        valueSize = agreed("value", valueSize, size(member, target));
        valueType = target;
      }
      case "values" -> readValues(member, last);
      default -> {
        if (!source.relaxed()) {
          throw malformed("has an attribute that libbpf does not know: \"" + member.name() + "\"");
        }
      }
    }
  }

  private long number(Member member) {
    if (!(btf.resolve(member.type()) instanceof BtfType.Ptr pointer)
        || !(btf.type(pointer.target()) instanceof BtfType.Array array)) {
      throw malformed("attribute \"" + member.name() + "\" is not a number; use __uint");
    }
    return array.length();
  }

  // __ulong(f, v) is an enum of one constant, since arrays have fewer than 2^32 elements.
  private long wideNumber(Member member) {
    BtfType type = btf.resolve(member.type());
    if (type instanceof BtfType.Ptr) {
      return number(member);
    }
    if (!(type instanceof BtfType.Enumeration values) || values.enumerators().size() != 1) {
      throw malformed("attribute \"" + member.name() + "\" is not a number; use __ulong");
    }
    return values.enumerators().get(0).value();
  }

  private int pointer(Member member) {
    if (btf.type(member.type()) instanceof BtfType.Ptr pointer && pointer.target() != 0) {
      return pointer.target();
    }
    throw malformed("attribute \"" + member.name() + "\" is not a type, or is void; use __type");
  }

  private long size(Member member, int type) {
    String attribute = "attribute \"" + member.name() + "\"";
    if (btf.isVoid(type)) {
      throw malformed(
          attribute + " has a type that BTF does not describe, such as _Atomic; use another type");
    } else if (elementOf(type) instanceof BtfType.Fwd declared) {
      String declaration = (declared.isUnion() ? "union " : "struct ") + declared.name();
      throw malformed(
          attribute
              + " is of "
              + declaration
              + ", which BTF only declares; have it defined there by a global variable: const "
              + declaration
              + " *unused __attribute__((unused));");
    }
    return btf.sizeOf(type);
  }

  private BtfType elementOf(int type) {
    BtfType element = btf.resolve(type);
    for (int depth = 0; element instanceof BtfType.Array array && depth < MOST_DEPTH; depth++) {
      element = btf.resolve(array.element());
    }
    return element;
  }

  private long agreed(String what, long before, long now) {
    if (before != 0 && before != now) {
      throw malformed(what + " of two sizes: found=" + before + " and " + now);
    }
    return now;
  }

  private ObjectMap.Pinning pinning(Member member) {
    if (isInner) {
      throw malformed("inner maps cannot be pinned; remove \"pinning\"");
    }
    long value = number(member);
    if (value > 1) {
      throw malformed(
          "pinning: found=" + value + ", expected=0 (LIBBPF_PIN_NONE) or 1 (LIBBPF_PIN_BY_NAME)");
    }
    return value == 1 ? ObjectMap.Pinning.BY_NAME : ObjectMap.Pinning.NONE;
  }

  private void readValues(Member member, boolean last) {
    if (isInner) {
      throw malformed("maps of maps of maps: the kernel supports one level");
    }
    if (!last) {
      throw malformed("attribute \"values\" is not the last");
    }
    boolean programs = type.equals(BpfMapType.PROG_ARRAY);
    if (!programs && !type.isMapInMap()) {
      throw malformed("attribute \"values\" in a map of type " + type.name());
    }
    valueSize = agreed("value", valueSize, 4);
    BtfType target = valuesTarget(member);
    if (programs && target instanceof BtfType.FuncProto prototype) {
      programType = prototype.id();
    } else if (!programs && target instanceof BtfType.Composite struct && !struct.isUnion()) {
      inner = Optional.of(new MapDefinitionReader(source, name + ".inner", true).read(struct));
    } else {
      throw malformed(
          "attribute \"values\" is of the wrong type: expected="
              + (programs ? "pointers to a function" : "pointers to a map definition"));
    }
  }

  private BtfType valuesTarget(Member member) {
    if (btf.type(member.type()) instanceof BtfType.Array array
        && array.length() == 0
        && btf.resolve(array.element()) instanceof BtfType.Ptr pointer) {
      return btf.resolve(pointer.target());
    }
    throw malformed("attribute \"values\" is not an array of pointers; use __array");
  }

  private MalformedObjectException malformed(String what) {
    return source.elf().malformed("map \"" + name + "\"", what);
  }
}
