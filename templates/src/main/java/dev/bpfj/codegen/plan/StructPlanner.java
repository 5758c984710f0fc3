package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.Note.Kind;
import dev.bpfj.codegen.model.StructModel;
import dev.bpfj.codegen.naming.JavaIdentifier;
import dev.bpfj.codegen.naming.JavaNames;
import dev.bpfj.codegen.naming.JavadocText;
import dev.bpfj.codegen.naming.NameScope;
import dev.bpfj.codegen.naming.ReservedNames;
import dev.bpfj.object.btf.BtfType;
import java.util.ArrayList;
import java.util.List;

/** Plans structs and unions. */
final class StructPlanner {
  private StructPlanner() {}

  static StructModel plan(Types types, LayoutPlanner layouts, CatalogEntry entry) {
    BtfType.Composite type = (BtfType.Composite) entry.type();
    List<FlatMember> members = entry.members();
    NameScope scope = NameScope.ofMembers("struct views", ReservedNames.IN_STRUCT);
    List<JavaIdentifier> names =
        scope.assign(members.stream().map(FlatMember::name).toList(), JavaNames::camelCase);
    types.notes().addRenames(entry.label() + ": member", scope);
    List<FieldPlanner.Request> requests = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      FlatMember member = members.get(i);
      long size = types.sizeOf(member.type());
      boolean isTail = FlexibleArrays.isTail(types, entry, member);
      requests.add(new FieldPlanner.Request(member, names.get(i), size, isTail));
    }
    if (type.members().stream().anyMatch(each -> isUnknown(types, each))) {
      types
          .notes()
          .add(
              Kind.NOT_GENERATED,
              entry.label(),
              "has a part that BTF does not describe, as of enums with values in Rust");
    }
    Parts parts = Parts.plan(types, container(types, entry, type, scope), "StructView", requests);
    return new StructModel(
        types.names().of(entry),
        JavadocText.code(entry.label()),
        type.size(),
        FlexibleArrays.isFlexible(types, entry),
        parts.fields(),
        layouts.parts(entry),
        parts.parts());
  }

  private static boolean isUnknown(Types types, BtfType.Member member) {
    return member.name().isEmpty() && types.btf().isVoid(member.type());
  }

  private static Container container(
      Types types, CatalogEntry entry, BtfType.Composite type, NameScope scope) {
    return new Container(
        entry.label(),
        "member",
        JavadocText.code(entry.label()),
        types.names().of(entry),
        scope,
        false,
        type.size(),
        types.btf().alignOf(type.id()),
        true,
        types.shared().find(type.id()) != null,
        types.catalog().isInKeys(entry));
  }
}
