package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.Note.Kind;
import dev.bpfj.codegen.model.BulkModel;
import dev.bpfj.codegen.model.EnumFieldModel;
import dev.bpfj.codegen.model.FieldModel;
import dev.bpfj.codegen.model.PlaceModel;
import dev.bpfj.codegen.model.ScalarKind;
import dev.bpfj.codegen.model.ScalarModel;
import dev.bpfj.codegen.model.StructFieldModel;
import dev.bpfj.codegen.model.TextModel;
import dev.bpfj.codegen.naming.JavaIdentifier;
import dev.bpfj.object.btf.BtfType;
import dev.bpfj.object.btf.CDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Plans the fields of a section or struct. */
final class FieldPlanner {
  private final Types types;
  private final Container container;

  FieldPlanner(Types types, Container container) {
    this.types = types;
    this.container = container;
  }

  /** A field to be planned. */
  record Request(FlatMember member, JavaIdentifier name, long size, boolean isTail) {}

  /** Plans a field, or notes why there is none. */
  @Nullable FieldModel plan(Request request) {
    FlatMember member = request.member;
    Shape shape = Shape.of(types.btf(), member.type());
    PlaceBuilder place = new PlaceBuilder(types.btf(), container, request, shape);
    String refusal = place.refusal();
    if (refusal.isEmpty()) {
      FieldModel field = plan(request, shape, place);
      if (field != null) {
        return field;
      }
      refusal = reason(member, shape.element());
    }
    types
        .notes()
        .add(Kind.NOT_GENERATED, container.whereOf(member.name()), "has no accessors: " + refusal);
    return null;
  }

  private @Nullable FieldModel plan(Request request, Shape shape, PlaceBuilder place) {
    BtfType type = shape.element();
    if (request.member.bits() > 0) {
      return bitfield(request, type, place);
    } else if (shape.isText()) {
      return text(request, place.build(1));
    } else if (type instanceof BtfType.Enumeration enumeration) {
      ScalarKind raw = ScalarKinds.ofEnum(enumeration);
      return raw == null
          ? null
          : enumeration(request, enumeration, raw, place.build(raw.alignment()));
    } else if (type instanceof BtfType.Composite composite) {
      return struct(request, composite, place);
    }
    ScalarKind kind = ScalarKinds.of(type);
    return kind == null ? null : scalar(request, kind, place.build(kind.alignment()));
  }

  private @Nullable FieldModel bitfield(Request request, BtfType type, PlaceBuilder place) {
    int bits = request.member.bits();
    ScalarKind kind = ScalarKinds.ofBits(type, bits);
    if (kind == null) {
      return null;
    }
    PlaceModel built = place.build(1);
    if (type instanceof BtfType.Enumeration enumeration) {
      return enumeration(request, enumeration, kind, built);
    }
    return new ScalarModel(built, kind, ScalarKinds.rangeOfBits(kind, bits), null, null);
  }

  private ScalarModel scalar(Request request, ScalarKind kind, PlaceModel place) {
    ScalarModel.AtomicsModel atomics = null;
    if (kind.isAtomic() && place.aligned() && container.atomic()) {
      atomics =
          new ScalarModel.AtomicsModel(
              derived("getAndAdd" + capitalized(request.name)),
              derived("compareAndSet" + capitalized(request.name)));
    }
    return new ScalarModel(place, kind, kind.range(), atomics, bulk(request, kind, place));
  }

  private @Nullable BulkModel bulk(Request request, ScalarKind kind, PlaceModel place) {
    if (place.indexes().isEmpty()) {
      return null;
    } else if (kind.isByte()) {
      return new BulkModel(derived(request.name + "Bytes"), "byte", "Bytes", place);
    }
    return kind.isCopied()
        ? new BulkModel(derived(request.name + "Array"), kind.javaType(), kind.suffix(), place)
        : null;
  }

  private FieldModel enumeration(
      Request request, BtfType.Enumeration type, ScalarKind raw, PlaceModel place) {
    CatalogEntry entry = types.catalog().find(type.id());
    if (entry == null || entry.isRefused() || entry.isNumbers()) {
      return scalar(request, raw, place);
    }
    String rawType = ScalarKinds.isLong(type) ? "long" : "int";
    return new EnumFieldModel(
        place, types.names().of(entry), raw, rawType, derived(request.name + "Value"));
  }

  // Text has accessors for its characters beside those for the whole.
  private TextModel text(Request request, PlaceModel characters) {
    int last = characters.indexes().size() - 1;
    return new TextModel(
        characters.row(),
        derived(request.name + "Bytes"),
        characters.indexes().get(last).length(),
        new ScalarModel(characters, ScalarKind.CHAR, "", null, null),
        container.inKeys());
  }

  private @Nullable FieldModel struct(Request request, BtfType.Composite type, PlaceBuilder place) {
    CatalogEntry entry = types.catalog().find(type.id());
    if (entry == null || entry.isRefused()) {
      return null;
    }
    String extent = FlexibleArrays.isFlexible(types, entry) ? extent(request, type) : "";
    return new StructFieldModel(place.build(1), types.names().of(entry), extent);
  }

  // What follows a struct with a flexible array belongs to it if nothing else does.
  private String extent(Request request, BtfType.Composite type) {
    long offset = request.member.bitOffset() / 8;
    if (container.isSection()) {
      return request.size > type.size() ? Long.toString(request.size) : "";
    }
    return request.isTail ? "Arrays.rest(this, " + offset + ", 1)" : "";
  }

  private String reason(FlatMember member, BtfType type) {
    if (member.bits() > 0) {
      return "it is a bitfield of " + member.bits() + " bits";
    }
    CatalogEntry entry = types.catalog().find(type.id());
    if (entry != null && entry.isRefused()) {
      return entry.label() + " " + entry.refusal();
    }
    if (type instanceof BtfType.VoidType) {
      return "BTF does not say its type, as of _Atomic and _Complex in C and char in Rust; give it"
          + " another one";
    }
    return "Java has no type for " + CDeclaration.brief(types.btf(), type.id(), "");
  }

  private JavaIdentifier derived(String name) {
    return container.scope().derived(name);
  }

  private static String capitalized(JavaIdentifier name) {
    String text = name.toString();
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** The fields that can be planned, in order. */
  List<FieldModel> planAll(List<Request> requests) {
    List<FieldModel> fields = new ArrayList<>();
    for (Request request : requests) {
      FieldModel field = plan(request);
      if (field != null) {
        fields.add(field);
      }
    }
    return List.copyOf(fields);
  }
}
