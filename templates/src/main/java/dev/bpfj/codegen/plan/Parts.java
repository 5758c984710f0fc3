package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.model.FieldModel;
import dev.bpfj.codegen.model.PartModel;
import dev.bpfj.codegen.naming.JavaIdentifier;
import java.util.ArrayList;
import java.util.List;

/**
 * The members of a section or struct, divided among several classes where they are too many for
 * one.
 *
 * @param fields all members
 * @param parts the classes, none if one will do
 */
record Parts(List<FieldModel> fields, List<PartModel> parts) {
  // A class has 65535 constants at most. A member takes up to 14: names and types of methods, the
  // class of its value, its offset; and where it is printed, as many again.
  private static final int MOST_MEMBERS = 2_000;

  static Parts plan(
      Types types, Container container, String superclass, List<FieldPlanner.Request> requests) {
    if (requests.size() <= MOST_MEMBERS) {
      return new Parts(new FieldPlanner(types, container).planAll(requests), List.of());
    }
    List<FieldModel> fields = new ArrayList<>();
    List<PartModel> parts = new ArrayList<>();
    String before = superclass;
    for (int from = 0; from < requests.size(); from += MOST_MEMBERS) {
      JavaIdentifier name = types.partOf(container.className());
      int to = Math.min(from + MOST_MEMBERS, requests.size());
      List<FieldModel> some =
          new FieldPlanner(types, container.in(name)).planAll(requests.subList(from, to));
      parts.add(new PartModel(name, before, some));
      fields.addAll(some);
      before = name.toString();
    }
    return new Parts(List.copyOf(fields), List.copyOf(parts));
  }
}
