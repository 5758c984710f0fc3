package dev.bpfj.corpus;

import dev.bpfj.object.BpfObjectFile;
import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.BtfType;
import dev.bpfj.object.btf.CDeclaration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The structs, unions and enums that objects know by name, each definition once. */
final class NamedTypes {
  private final Set<String> seen = new HashSet<>();

  /** The types that no object before had, as {@code struct event}; empty if it has none. */
  Optional<List<String>> next(BpfObjectFile object) {
    List<String> types = new ArrayList<>();
    object.btf().ifPresent(btf -> btf.types().forEach(type -> add(btf, type, types)));
    return types.isEmpty() ? Optional.empty() : Optional.of(types);
  }

  private void add(Btf btf, BtfType type, List<String> types) {
    boolean named =
        !type.name().isEmpty()
            && (type instanceof BtfType.Composite
                || (type instanceof BtfType.Enumeration e && !e.enumerators().isEmpty()));
    if (named && seen.add(CDeclaration.definition(btf, type.id()))) {
      types.add(CDeclaration.of(btf, type.id()));
    }
  }
}
