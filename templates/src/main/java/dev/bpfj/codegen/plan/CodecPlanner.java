package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.model.ScalarKind;
import dev.bpfj.object.btf.BtfType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the codecs of the keys and values of maps. */
final class CodecPlanner {
  private static final String MAPS = "dev.bpfj.libbpf.map.";
  private static final String STRUCT_CODEC = "dev.bpfj.libbpf.skeleton.StructCodec";

  /** The index of an array. */
  static final Codec INDEX = ofMapCodecs("Integer", "index()");

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
      all.add(MAPS + "PerCpu");
      all.add("java.util.List");
      return new Codec("List<" + javaType + ">", "PerCpu.of(" + maker + ")", all);
    }
  }

  /** The codec of a type, or of so many bytes if there is no type: id 0, or none in Java. */
  Codec of(int type, int size) {
    Codec known = type == 0 ? null : of(Shape.of(types.btf(), type));
    return known == null ? ofMapCodecs("byte[]", "bytes(" + size + ")") : known;
  }

  private @Nullable Codec of(Shape shape) {
    if (!shape.lengths().isEmpty()) {
      return text(shape);
    } else if (shape.element() instanceof BtfType.Composite composite) {
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

  private static @Nullable Codec text(Shape shape) {
    return shape.isText() && shape.lengths().size() == 1
        ? ofMapCodecs("String", "text(" + shape.lengths().get(0) + ")")
        : null;
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
      case S64, U64, POINTER -> ofMapCodecs("Long", "s64()");
      case FLOAT -> ofMapCodecs("Float", "f32()");
      case DOUBLE -> ofMapCodecs("Double", "f64()");
      default -> null; // 128 bits
    };
  }

  private static Codec ofMapCodecs(String javaType, String call) {
    return new Codec(javaType, "MapCodecs." + call, List.of(MAPS + "MapCodecs"));
  }
}
