package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.Note.Kind;
import dev.bpfj.codegen.model.LayoutPart;
import dev.bpfj.object.btf.BtfType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds out which bytes of structs are values and which are padding. */
final class LayoutPlanner {
  // A struct in another one is part of its layout up to this many parts, else a layout of its own.
  private static final int MOST_INLINED = 32;
  private static final int MOST_PARTS = 256;

  private final Types types;
  private final Map<Integer, ValueBits> values = new HashMap<>();

  LayoutPlanner(Types types) {
    this.types = types;
    for (CatalogEntry entry : types.catalog().structsInnerFirst()) {
      values.put(entry.type().id(), valuesOf(entry));
    }
  }

  /** The parts of a struct that are no padding, none if all of it is. */
  List<LayoutPart> parts(CatalogEntry entry) {
    ValueBits all = values.getOrDefault(entry.type().id(), ValueBits.whole(size(entry)));
    return all.isWhole() ? List.of() : all.parts();
  }

  private static long size(CatalogEntry entry) {
    return ((BtfType.Composite) entry.type()).size();
  }

  private ValueBits valuesOf(CatalogEntry entry) {
    BtfType.Composite type = (BtfType.Composite) entry.type();
    // Without a type a member has no end.
    boolean unknown = entry.members().stream().anyMatch(each -> types.btf().isVoid(each.type()));
    if (type.isUnion() || entry.members().isEmpty() || unknown) {
      return ValueBits.whole(type.size());
    }
    ValueBits all = new ValueBits(type.size());
    entry.members().forEach(member -> add(all, member));
    all.close();
    if (all.parts().size() > MOST_PARTS) {
      types
          .notes()
          .add(
              Kind.NOT_GENERATED,
              entry.label(),
              "counts its padding in equals: it has more gaps than " + MOST_PARTS);
      return ValueBits.whole(type.size());
    }
    return all;
  }

  private void add(ValueBits all, FlatMember member) {
    if (member.bits() > 0) {
      all.addBits(member.bitOffset(), member.bits());
      return;
    }
    long size = types.btf().sizeOf(member.type());
    Shape shape = Shape.of(types.btf(), member.type());
    ValueBits element = values.get(shape.element().id());
    CatalogEntry entry = types.catalog().find(shape.element().id());
    if (size == 0 || entry == null || element == null || element.isWhole()) {
      all.addBits(member.bitOffset(), size * 8);
      return;
    }
    long count = size / size(entry);
    if (count == 1 && element.parts().size() <= MOST_INLINED) {
      all.addAll(member.bitOffset() / 8, element);
    } else {
      all.addPart(new LayoutPart.Each(member.bitOffset() / 8, count, types.names().of(entry)));
    }
  }
}
