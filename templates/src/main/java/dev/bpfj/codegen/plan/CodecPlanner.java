package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.model.ScalarKind;
import dev.bpfj.object.btf.BtfType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the codecs of the keys and values of maps. */
final class CodecPlanner {
  private static final String CODECS = "dev.bpfj.libbpf.map.codec.";
  private static final String STRUCT_CODEC = "dev.bpfj.libbpf.skeleton.StructCodec";

  /** The index of an array. */
  static final Codec INDEX = ofMapCodecs("Integer", "index()");

  // Each is a list in a list.
  private static final int MOST_DIMENSIONS = 16;

  private final Types types;

  CodecPlanner(Types types) {
    this.types = types;
  }

  /**
   * A codec.
   *
   * @param javaType the type of its values
   * @param maker an expression that makes it
   * @param classes the classes that these refer to, with their packages
   */
  record Codec(String javaType, String maker, List<String> classes) {

    /** The codec of such a value for each CPU. */
    Codec perCpu() {
      List<String> all = new ArrayList<>(classes);
      all.add(CODECS + "PerCpu");
      all.add(CODECS + "PerCpuCodec");
      return new Codec("PerCpu<" + javaType + ">", "PerCpuCodec.of(" + maker + ")", all);
    }

    /** The codec that a maker gives for a size. */
    Codec sized(long size) {
      return new Codec(javaType, maker + "(" + size + ")", classes);
    }

    /** The codec of an array of such values. */
    Codec array(long length) {
      List<String> all = new ArrayList<>(classes);
      all.add(CODECS + "ArrayCodec");
      all.add("java.util.List");
      return new Codec(
          "List<" + javaType + ">", "ArrayCodec.of(" + maker + ", " + length + ")", all);
    }
  }

  /** The codec of a type, or of so many bytes if there is no type: id 0, or none in Java. */
  Codec of(int type, int size) {
    return of(type, size, ofMapCodecs("String", "text"));
  }

  /** The same for keys, whose text has all of its bytes. */
  Codec ofKey(int type, int size) {
    return of(
        type,
        size,
        new Codec("Text", "MapCodecs.textKey", List.of(CODECS + "MapCodecs", CODECS + "Text")));
  }

  private Codec of(int type, int size, Codec text) {
    Codec known = type == 0 ? null : of(Shape.of(types.btf(), type), text);
    return known == null ? ofMapCodecs("byte[]", "bytes(" + size + ")") : known;
  }

  private @Nullable Codec of(Shape shape, Codec text) {
    int dimensions = shape.lengths().size();
    if (dimensions > MOST_DIMENSIONS || shape.lengths().contains(0L)) {
      return null;
    }
    Codec codec = dimensions == 0 ? null : row(shape, text);
    int rest = codec == null ? dimensions : dimensions - 1;
    codec = codec == null ? element(shape) : codec;
    for (int i = rest - 1; i >= 0 && codec != null; i--) {
      codec = codec.array(shape.lengths().get(i));
    }
    return codec;
  }

  /** The codec of an array of characters or bytes, null if it is neither. */
  private static @Nullable Codec row(Shape shape, Codec text) {
    long length = shape.lengths().get(shape.lengths().size() - 1);
    if (shape.isText()) {
      return text.sized(length);
    }
    ScalarKind kind = ScalarKinds.of(shape.element());
    return kind != null && kind.isByte() ? ofMapCodecs("byte[]", "bytes(" + length + ")") : null;
  }

  private @Nullable Codec element(Shape shape) {
    if (shape.element() instanceof BtfType.Composite composite) {
      return struct(composite);
    }
    // An enum's numbers, of which a program may have more than the enum has names for: a key must
    // be what it was when it comes back.
    ScalarKind kind =
        shape.element() instanceof BtfType.Enumeration enumeration
            ? ScalarKinds.ofEnum(enumeration)
            : ScalarKinds.of(shape.element());
    return kind == null ? null : scalar(kind);
  }

  private @Nullable Codec struct(BtfType.Composite type) {
    CatalogEntry entry = types.catalog().find(type.id());
    if (entry == null || entry.isRefused()) {
      return null;
    }
    String name = types.names().of(entry).toString();
    return new Codec(name, "StructCodec.of(" + name + "::new)", List.of(STRUCT_CODEC));
  }

  private static @Nullable Codec scalar(ScalarKind kind) {
    return switch (kind) {
      case BOOL -> ofMapCodecs("Boolean", "bool()");
      case CHAR, S8 -> ofMapCodecs("Byte", "s8()");
      case U8 -> ofMapCodecs("Integer", "u8()");
      case S16 -> ofMapCodecs("Short", "s16()");
      case U16 -> ofMapCodecs("Integer", "u16()");
      case S32 -> ofMapCodecs("Integer", "s32()");
      case U32 -> ofMapCodecs("Long", "u32()");
      case S64 -> ofMapCodecs("Long", "s64()");
      case U64, POINTER -> ofMapCodecs("Long", "u64()");
      case FLOAT -> ofMapCodecs("Float", "f32()");
      case DOUBLE -> ofMapCodecs("Double", "f64()");
      case S128 -> ofInt128("s128()");
      case U128 -> ofInt128("u128()");
      default -> null; // bits
    };
  }

  private static Codec ofInt128(String call) {
    return new Codec(
        "BigInteger", "MapCodecs." + call, List.of(CODECS + "MapCodecs", "java.math.BigInteger"));
  }

  private static Codec ofMapCodecs(String javaType, String call) {
    return new Codec(javaType, "MapCodecs." + call, List.of(CODECS + "MapCodecs"));
  }
}
