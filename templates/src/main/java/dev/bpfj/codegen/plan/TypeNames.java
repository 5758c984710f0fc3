package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.naming.JavaIdentifier;
import dev.bpfj.codegen.naming.NameScope;
import dev.bpfj.codegen.plan.CatalogEntry.Origin;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/** The classes of structs, unions and enums. */
final class TypeNames {
  private final Map<Integer, JavaIdentifier> names = new HashMap<>();

  private TypeNames() {}

  /** Names all types of a catalog. Tags choose first, names made up by the planner last. */
  static TypeNames of(TypeCatalog catalog, NameScope scope) {
    TypeNames result = new TypeNames();
    for (Origin origin : Origin.values()) {
      for (CatalogEntry entry : catalog.entries()) {
        if (entry.origin() == origin && !entry.isRefused()) {
          result.names.put(entry.type().id(), scope.assignClass(entry.cName()));
        }
      }
    }
    return result;
  }

  JavaIdentifier of(CatalogEntry entry) {
    JavaIdentifier name = names.get(entry.type().id());
    if (name == null) {
      throw new NoSuchElementException("no class: " + entry.label());
    }
    return name;
  }
}
