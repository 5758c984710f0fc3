package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.Note.Kind;
import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.BtfType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the types that are wanted though no variable is of them. */
final class WantedTypes {
  /** The text of the decl tag that asks for a type. */
  private static final String TAG = "bpfj_type";

  private WantedTypes() {}

  /** The ids of the types with the tag, then of those in a list of C names. */
  static List<Integer> find(Btf btf, List<String> names, Notebook notes) {
    List<Integer> found = new ArrayList<>();
    btf.declTags().stream().filter(WantedTypes::isWish).forEach(tag -> found.add(tag.target()));
    Map<String, Integer> byName = new HashMap<>();
    if (!names.isEmpty()) {
      // Decoding all types takes longer than all the rest: most objects are spared it.
      btf.types().forEach(type -> index(btf, byName, type));
    }
    for (String name : names) {
      Integer id = byName.get(name.strip().replaceAll("\\s+", " "));
      if (id == null) {
        notes.add(
            Kind.TYPE_NOT_FOUND,
            "type " + Notebook.quoted(name),
            "is wanted, and the object has no struct, union or enum of that name");
      } else {
        found.add(id);
      }
    }
    found.removeIf(id -> !isClass(btf, id));
    return found;
  }

  private static boolean isWish(BtfType.DeclTag tag) {
    return tag.name().equals(TAG) && tag.component() == -1;
  }

  private static boolean isClass(Btf btf, int id) {
    BtfType type = btf.resolve(id);
    return type instanceof BtfType.Composite || type instanceof BtfType.Enumeration;
  }

  private static void index(Btf btf, Map<String, Integer> byName, BtfType type) {
    if (type.name().isEmpty()) {
      return;
    }
    boolean typedef = type instanceof BtfType.Typedef && isClass(btf, type.id());
    boolean tagged = type instanceof BtfType.Composite || type instanceof BtfType.Enumeration;
    if (tagged) {
      byName.putIfAbsent(CText.name(type), type.id());
    }
    if (tagged || typedef) {
      byName.putIfAbsent(type.name(), type.id());
    }
  }
}
