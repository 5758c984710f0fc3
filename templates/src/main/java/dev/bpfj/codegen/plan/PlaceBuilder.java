package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.model.IndexModel;
import dev.bpfj.codegen.model.PlaceModel;
import dev.bpfj.codegen.naming.JavaIdentifier;
import dev.bpfj.codegen.naming.JavaString;
import dev.bpfj.object.btf.Btf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Works out where a field and its elements lie. */
final class PlaceBuilder {
  private static final int MOST_DIMENSIONS = 16;
  private static final char FIRST_INDEX = 'i';

  private final Btf btf;
  private final Container container;
  private final FieldPlanner.Request request;
  private final Shape shape;
  private final FlatMember member;
  private final long offset;

  PlaceBuilder(Btf btf, Container container, FieldPlanner.Request request, Shape shape) {
    this.btf = btf;
    this.container = container;
    this.request = request;
    this.shape = shape;
    this.member = request.member();
    this.offset = member.bitOffset() / 8;
  }

  /** Why there is no place for it, empty if there is. */
  String refusal() {
    if (shape.lengths().size() > MOST_DIMENSIONS) {
      return "an array of too many dimensions: limit=" + MOST_DIMENSIONS;
    } else if (shape.lengths().stream().anyMatch(length -> length > Integer.MAX_VALUE)) {
      return "an array of too many elements: limit=" + Integer.MAX_VALUE;
    } else if (member.bits() > 0 && !shape.lengths().isEmpty()) {
      return "a bitfield of an array";
    } else if (member.bits() == 0 && member.bitOffset() % 8 != 0) {
      return "its offset is no whole byte: bit offset=" + member.bitOffset();
    }
    long end =
        member.bits() > 0 ? member.bitOffset() + member.bits() : (offset + request.size()) * 8;
    return end > container.size() * 8 && !container.isSection()
        ? "it runs past the struct's end: end=" + (end + 7) / 8 + ", size=" + container.size()
        : "";
  }

  /** The place, given what the offsets of values are multiples of that are accessed whole. */
  PlaceModel build(int alignment) {
    List<Long> lengths = shape.lengths();
    List<Long> strides = strides(lengths, btf.sizeOf(shape.element().id()));
    JavaIdentifier lengthName = null;
    if (!lengths.isEmpty()) {
      lengthName = container.scope().derived(request.name() + "Length");
    }
    return new PlaceModel(
        request.name(),
        JavaString.of(member.name()),
        CText.declaration(btf, member.type(), member.name()),
        container.label(),
        offset,
        request.size(),
        member.bits() > 0 ? Container.bits(member) : null,
        container.aligns(offset, strides, alignment),
        indexes(strides, lengthName),
        lengthName,
        lengthName == null ? "" : length(strides.get(0)),
        container.className(),
        container.writable());
  }

  private String length(long stride) {
    long declared = shape.lengths().get(0);
    return request.isTail() && stride > 0
        ? container.lengthOfTail(offset, stride, declared)
        : Long.toString(declared);
  }

  private static List<Long> strides(List<Long> lengths, long elementSize) {
    List<Long> strides = new ArrayList<>();
    long stride = elementSize;
    for (int i = lengths.size() - 1; i >= 0; i--) {
      strides.add(stride);
      stride *= lengths.get(i);
    }
    Collections.reverse(strides);
    return strides;
  }

  private List<IndexModel> indexes(List<Long> strides, @Nullable JavaIdentifier lengthName) {
    List<Long> lengths = shape.lengths();
    List<IndexModel> indexes = new ArrayList<>();
    for (int i = 0; i < lengths.size(); i++) {
      boolean varies = i == 0 && request.isTail();
      String length = varies ? lengthName + "()" : lengths.get(i).toString();
      String name = String.valueOf((char) (FIRST_INDEX + i));
      indexes.add(new IndexModel(name, strides.get(i), length));
    }
    return indexes;
  }
}
