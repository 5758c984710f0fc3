package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.model.SectionModel;
import dev.bpfj.codegen.naming.JavaIdentifier;
import dev.bpfj.codegen.naming.JavaNames;
import dev.bpfj.codegen.naming.JavaString;
import dev.bpfj.codegen.naming.JavadocText;
import dev.bpfj.codegen.naming.NameScope;
import dev.bpfj.codegen.naming.ReservedNames;
import dev.bpfj.object.DataSection;
import dev.bpfj.object.DataVariable;
import java.util.ArrayList;
import java.util.List;

/** Plans data sections. */
final class SectionPlanner {
  private static final int PAGE = 4096;

  private SectionPlanner() {}

  static String where(DataSection section) {
    return "section " + Notebook.quoted(section.name());
  }

  static SectionModel plan(
      Types types, DataSection section, JavaIdentifier method, JavaIdentifier className) {
    SectionModel.Kind kind = kind(section);
    List<DataVariable> variables = Limits.variables(types, where(section), section.variables());
    NameScope scope = NameScope.ofMembers("data sections", ReservedNames.IN_SECTION);
    List<JavaIdentifier> names =
        scope.assign(variables.stream().map(DataVariable::name).toList(), JavaNames::camelCase);
    types.notes().addRenames(where(section) + ": variable", scope);
    JavadocText label = JavadocText.code(section.name());
    Container container =
        new Container(
            where(section),
            "variable",
            label,
            className,
            scope,
            true,
            section.size(),
            PAGE,
            kind.hasSetters(),
            kind.isShared(),
            false);
    List<FieldPlanner.Request> requests = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      requests.add(request(section, variables.get(i), names.get(i), i == variables.size() - 1));
    }
    Parts parts = Parts.plan(types, container, "DataSection", requests);
    return new SectionModel(
        className,
        method,
        JavaString.of(section.name()),
        label,
        kind,
        section.size(),
        parts.fields(),
        parts.parts());
  }

  private static FieldPlanner.Request request(
      DataSection section, DataVariable variable, JavaIdentifier name, boolean isLast) {
    FlatMember member = new FlatMember(variable.name(), variable.type(), variable.offset() * 8, 0);
    // If static variables follow, its length is not to be told from the section's.
    boolean isTail =
        isLast
            && section.kind() != DataSection.Kind.KCONFIG
            && variable.offset() + variable.size() == section.size();
    return new FieldPlanner.Request(member, name, variable.size(), isTail);
  }

  static SectionModel.Kind kind(DataSection section) {
    return switch (section.kind()) {
      case DATA, BSS -> SectionModel.Kind.WRITABLE;
      case RODATA -> SectionModel.Kind.CONSTANT;
      case KCONFIG -> SectionModel.Kind.KCONFIG;
    };
  }
}
