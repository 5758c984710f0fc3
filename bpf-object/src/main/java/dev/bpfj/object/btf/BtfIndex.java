package dev.bpfj.object.btf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds sections, variables and functions by name; each index is made when first asked for. */
final class BtfIndex {
  private final BtfTable table;
  private @Nullable List<Integer> dataSecs;
  private @Nullable Map<String, Integer> dataSecsByName;
  private @Nullable Map<String, Integer> declarations;
  private int @Nullable [] sections;

  BtfIndex(BtfTable table) {
    this.table = table;
  }

  /** The ids of all {@code DATASEC}s, in ascending order. */
  synchronized List<Integer> dataSecs() {
    if (dataSecs == null) {
      dataSecs = ofKind(BtfKind.DATASEC);
    }
    return dataSecs;
  }

  /** The ids of all types of a kind, in ascending order. */
  List<Integer> ofKind(BtfKind kind) {
    List<Integer> ids = new ArrayList<>();
    for (int id = 1; id <= table.count(); id++) {
      if (table.kind(id) == kind) {
        ids.add(id);
      }
    }
    return ids;
  }

  /** The first {@code DATASEC} of a name, or 0. */
  synchronized int dataSec(String name) {
    if (dataSecsByName == null) {
      dataSecsByName = new HashMap<>();
      for (int id : dataSecs()) {
        dataSecsByName.putIfAbsent(table.name(id), id);
      }
    }
    return dataSecsByName.getOrDefault(name, 0);
  }

  /** The first {@code VAR} or {@code FUNC} of a name, or 0. */
  synchronized int declaration(String name) {
    if (declarations == null) {
      declarations = new HashMap<>();
      for (int id = 1; id <= table.count(); id++) {
        BtfKind kind = table.kind(id);
        if (kind == BtfKind.VAR || kind == BtfKind.FUNC) {
          declarations.putIfAbsent(table.name(id), id);
        }
      }
    }
    return declarations.getOrDefault(name, 0);
  }

  /** The first {@code DATASEC} with an entry of this id, or 0. */
  synchronized int sectionOf(int variable) {
    if (sections == null) {
      sections = new int[table.count() + 1];
      for (int id : dataSecs()) {
        addEntries(sections, id);
      }
    }
    return sections[variable];
  }

  private void addEntries(int[] all, int section) {
    for (int i = 0; i < table.elements(section); i++) {
      int variable = table.word(section, i * 3);
      if (all[variable] == 0) {
        all[variable] = section;
      }
    }
  }
}
