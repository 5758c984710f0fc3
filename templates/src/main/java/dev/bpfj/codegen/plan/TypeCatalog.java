package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.plan.CatalogEntry.Origin;
import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.BtfType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The structs, unions and enums that some variables or types hold, by value and at any depth; what
 * a pointer points to is not among them. The traversal uses an explicit stack, since an object can
 * nest types deeper than a thread's stack allows.
 */
final class TypeCatalog {
  /**
   * Each class takes room in the constant pool of the skeleton, which is limited to 65535 entries.
   */
  private static final int MOST_TYPES = 5_000;

  private static final int MOST_DEPTH = 2_000;

  /** Those of all types together: an object can name one large anonymous struct many times. */
  private static final int MOST_MEMBERS = 200_000;

  private final Btf btf;
  private final Map<Integer, CatalogEntry> entries = new LinkedHashMap<>();
  private final List<CatalogEntry> innerFirst = new ArrayList<>();
  private final Deque<Frame> path = new ArrayDeque<>();
  private final Set<Integer> onPath = new HashSet<>();
  private final Set<Integer> inKeys = new HashSet<>();

  private int members;

  private record Frame(int id, Iterator<FlatMember> rest) {}

  TypeCatalog(Btf btf) {
    this.btf = btf;
  }

  /** Adds a variable's or wanted type, with all that it holds. */
  void add(int type, String place) {
    enter(type, place);
    while (!path.isEmpty()) {
      Frame frame = path.element();
      if (frame.rest.hasNext()) {
        FlatMember member = frame.rest.next();
        enter(member.type(), entry(frame.id).cName() + "_" + member.name());
      } else {
        path.remove();
        onPath.remove(frame.id);
        innerFirst.add(entry(frame.id));
      }
    }
  }

  /** Adds the type of a map's keys. */
  void addKey(int type, String place) {
    add(type, place);
    Deque<Integer> rest = new ArrayDeque<>(List.of(elementOf(type)));
    while (!rest.isEmpty()) {
      CatalogEntry entry = entries.get(rest.remove());
      if (entry != null && inKeys.add(entry.type().id())) {
        entry.members().forEach(member -> rest.add(elementOf(member.type())));
      }
    }
  }

  private int elementOf(int type) {
    return Shape.of(btf, type).element().id();
  }

  /** Whether a struct or union is the key of a map, or in one. */
  boolean isInKeys(CatalogEntry entry) {
    return inKeys.contains(entry.type().id());
  }

  private void enter(int typeId, String place) {
    Shape shape = Shape.of(btf, typeId);
    BtfType type = shape.element();
    if (entries.containsKey(type.id())) {
      if (onPath.contains(type.id())) {
        entries.put(type.id(), entry(type.id()).refused("contains itself"));
      }
      return;
    }
    if (type instanceof BtfType.Enumeration enumeration) {
      entries.put(type.id(), enumEntry(enumeration, shape, place));
    } else if (type instanceof BtfType.Composite composite) {
      CatalogEntry entry = structEntry(composite, shape, place);
      entries.put(type.id(), entry);
      onPath.add(type.id());
      path.push(new Frame(type.id(), entry.members().iterator()));
    }
  }

  private CatalogEntry enumEntry(BtfType.Enumeration type, Shape shape, String place) {
    CatalogEntry entry = named(type, shape, place, List.of());
    if (type.enumerators().isEmpty()) {
      return entry.refused("has no constants");
    } else if (type.size() == 8 && !btf.isEnum64(type.id())) {
      return entry.refused(
          "is of 8 bytes, of which the compiler wrote 4; compile with clang 15 or later");
    }
    return limited(entry);
  }

  private CatalogEntry structEntry(BtfType.Composite type, Shape shape, String place) {
    List<FlatMember> members = FlatMember.of(btf, type);
    if (members == null) {
      return named(type, shape, place, List.of())
          .refused("has too many members, or nests anonymous ones without end");
    } else if (members.size() > MOST_MEMBERS - this.members) {
      return named(type, shape, place, List.of())
          .refused("has too many members beside those of other types: limit=" + MOST_MEMBERS);
    }
    this.members += members.size();
    CatalogEntry entry = named(type, shape, place, members);
    return path.size() >= MOST_DEPTH
        ? entry.refused("is nested too deep: limit=" + MOST_DEPTH)
        : limited(entry);
  }

  private CatalogEntry limited(CatalogEntry entry) {
    return entries.size() >= MOST_TYPES
        ? entry.refused("exceeds the number of types that can have a class: limit=" + MOST_TYPES)
        : entry;
  }

  private static CatalogEntry named(
      BtfType type, Shape shape, String place, List<FlatMember> members) {
    Origin origin = CatalogEntry.originOf(type, shape.typedef());
    String name =
        switch (origin) {
          case TAG -> type.name();
          case TYPEDEF -> shape.typedef();
          case PLACE -> place;
        };
    return new CatalogEntry(type, name, origin, members, "");
  }

  private CatalogEntry entry(int id) {
    CatalogEntry entry = entries.get(id);
    if (entry == null) {
      throw new IllegalArgumentException("not in the catalog: type=" + id);
    }
    return entry;
  }

  /** The entry of a struct, union or enum, null if none was added. */
  @Nullable CatalogEntry find(int id) {
    return entries.get(id);
  }

  /** All entries, in the order in which they were met. */
  List<CatalogEntry> entries() {
    return List.copyOf(entries.values());
  }

  /** The structs and unions, each after those that it holds. */
  List<CatalogEntry> structsInnerFirst() {
    return innerFirst.stream().filter(entry -> !entry.isRefused()).toList();
  }
}
