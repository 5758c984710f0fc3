package dev.bpfj.codegen.plan;

import dev.bpfj.object.BpfObjectFile;
import dev.bpfj.object.MalformedObjectException;
import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.BtfType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Finds the types that need a class although no variable uses them. */
public final class WantedTypes {
  /**
   * The declaration that makes clang write a type to BTF that no variable, map or function uses.
   */
  public static final String EXAMPLE_OF_USE = "const struct event *unused __attribute__((unused));";

  /** The text of the decl tag that asks for a type. */
  private static final String TAG = "bpfj_type";

  /**
   * The limit for types behind a pointer: a pointer to a kernel struct is not meant to generate
   * thousands of classes.
   */
  private static final int MOST_BEHIND_POINTER = 200;

  private final BpfObjectFile object;
  private final Btf btf;

  /**
   * Looks at an object.
   *
   * @param object the object
   * @param btf its types
   */
  public WantedTypes(BpfObjectFile object, Btf btf) {
    this.object = object;
    this.btf = btf;
  }

  /**
   * All types that are wanted.
   *
   * @param names C names that are asked for
   * @return their ids
   */
  public List<Integer> all(List<String> names) {
    List<Integer> all = new ArrayList<>(find(names));
    all.addAll(pointees());
    return all;
  }

  /** What the global variables point to. */
  private List<Integer> pointees() {
    return object.dataSections().stream()
        .flatMap(section -> section.variables().stream())
        .flatMapToInt(variable -> pointee(variable.type()).stream())
        .boxed()
        .toList();
  }

  /** The ids of the types with the tag, then of those in a list of C names that it has. */
  List<Integer> find(List<String> names) {
    List<Integer> found = new ArrayList<>();
    btf.declTags().stream().filter(WantedTypes::isWish).forEach(tag -> found.add(tag.target()));
    Map<String, Integer> byName = byName(names);
    names.stream()
        .map(WantedTypes::plain)
        .filter(byName::containsKey)
        .map(byName::get)
        .forEach(found::add);
    found.removeIf(id -> !isClass(id));
    return found;
  }

  /**
   * Rejects an object whose BTF lacks a tagged type.
   *
   * @throws MalformedObjectException if there is such a type
   */
  public void requireTagged() {
    if (btf.declTags().stream().noneMatch(WantedTypes::isWish) && object.isInDebugStrings(TAG)) {
      throw new MalformedObjectException(
          object.name(),
          "debug information",
          "a type has the tag \""
              + TAG
              + "\" and is not in BTF, since no global variable, map or function is of it; have it"
              + " described there by a variable such as "
              + EXAMPLE_OF_USE);
    }
  }

  /**
   * Those of some C names that the object has no type of.
   *
   * @param names such as {@code struct event}, {@code event} or {@code event_t}
   * @return some of them
   */
  public List<String> missing(List<String> names) {
    Map<String, Integer> byName = byName(names);
    return names.stream().filter(name -> !byName.containsKey(plain(name))).toList();
  }

  private static String plain(String name) {
    return name.strip().replaceAll("\\s+", " ");
  }

  private Map<String, Integer> byName(List<String> names) {
    Map<String, Integer> byName = new HashMap<>();
    if (!names.isEmpty()) {
      // Decoding all types takes longer than all the rest: most objects are spared it.
      btf.types().forEach(type -> index(byName, type));
    }
    return byName;
  }

  /** The struct, union or enum that a pointer, or an array of pointers, points to. */
  OptionalInt pointee(int type) {
    if (!(Shape.of(btf, type).element() instanceof BtfType.Ptr pointer)
        || !isClass(pointer.target())) {
      return OptionalInt.empty();
    }
    TypeCatalog alone = new TypeCatalog(btf);
    alone.add(pointer.target(), "");
    return alone.entries().size() <= MOST_BEHIND_POINTER
        ? OptionalInt.of(pointer.target())
        : OptionalInt.empty();
  }

  private static boolean isWish(BtfType.DeclTag tag) {
    return tag.name().equals(TAG) && tag.component() == -1;
  }

  private boolean isClass(int id) {
    BtfType type = btf.resolve(id);
    return type instanceof BtfType.Composite || type instanceof BtfType.Enumeration;
  }

  private void index(Map<String, Integer> byName, BtfType type) {
    if (type.name().isEmpty()) {
      return;
    }
    boolean typedef = type instanceof BtfType.Typedef && isClass(type.id());
    boolean tagged = type instanceof BtfType.Composite || type instanceof BtfType.Enumeration;
    if (tagged) {
      byName.putIfAbsent(CText.name(type), type.id());
    }
    if (tagged || typedef) {
      byName.putIfAbsent(type.name(), type.id());
    }
  }
}
