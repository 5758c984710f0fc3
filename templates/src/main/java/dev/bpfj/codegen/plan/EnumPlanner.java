package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.Note.Kind;
import dev.bpfj.codegen.model.ConstantsModel;
import dev.bpfj.codegen.model.EnumModel;
import dev.bpfj.codegen.naming.JavaIdentifier;
import dev.bpfj.codegen.naming.JavaNames;
import dev.bpfj.codegen.naming.JavadocText;
import dev.bpfj.codegen.naming.NameScope;
import dev.bpfj.codegen.naming.ReservedNames;
import dev.bpfj.object.btf.BtfType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plans enums. */
final class EnumPlanner {
  // Each takes up to four of a class's 65535 constants.
  private static final int MOST_NUMBERS = 10_000;

  private EnumPlanner() {}

  static EnumModel plan(Types types, CatalogEntry entry) {
    BtfType.Enumeration type = (BtfType.Enumeration) entry.type();
    boolean wide = ScalarKinds.isLong(type);
    NameScope scope = NameScope.ofMembers("the enum", ReservedNames.IN_ENUM);
    List<JavaIdentifier> names =
        scope.assign(
            type.enumerators().stream().map(BtfType.Enumerator::name).toList(),
            JavaNames::sanitized);
    types.notes().addRenames(entry.label() + ": constant", scope);
    Map<Long, JavaIdentifier> byValue = new HashMap<>();
    List<EnumModel.ConstantModel> constants = new ArrayList<>();
    List<EnumModel.AliasModel> aliases = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      BtfType.Enumerator enumerator = type.enumerators().get(i);
      JavaIdentifier first = byValue.putIfAbsent(enumerator.value(), names.get(i));
      JavadocText label = JavadocText.code(enumerator.name());
      if (first == null) {
        constants.add(constant(names.get(i), enumerator, type));
      } else {
        aliases.add(new EnumModel.AliasModel(names.get(i), label, first));
      }
    }
    return new EnumModel(
        types.names().of(entry), JavadocText.code(entry.label()), wide, constants, aliases);
  }

  private static EnumModel.ConstantModel constant(
      JavaIdentifier name, BtfType.Enumerator enumerator, BtfType.Enumeration type) {
    long value = enumerator.value();
    return new EnumModel.ConstantModel(
        name,
        JavadocText.code(enumerator.name()),
        value + (ScalarKinds.isLong(type) ? "L" : ""),
        type.signed() ? Long.toString(value) : Long.toUnsignedString(value));
  }

  /** Plans the classes of one that is too large for a Java enum, the one to be used last. */
  static List<ConstantsModel> planNumbers(Types types, CatalogEntry entry) {
    BtfType.Enumeration type = (BtfType.Enumeration) entry.type();
    List<BtfType.Enumerator> enumerators = type.enumerators();
    int count = enumerators.size();
    types
        .notes()
        .add(
            Kind.NOT_GENERATED,
            entry.label(),
            "is a class of numbers, for it has more constants than an enum of Java can: constants="
                + count);
    NameScope scope = NameScope.ofMembers("the class", Set.of());
    List<JavaIdentifier> names =
        scope.assign(
            enumerators.stream().map(BtfType.Enumerator::name).toList(), JavaNames::sanitized);
    types.notes().addRenames(entry.label() + ": constant", scope);
    List<ConstantsModel> classes = new ArrayList<>();
    for (int from = 0; from < count; from += MOST_NUMBERS) {
      int to = Math.min(from + MOST_NUMBERS, count);
      List<EnumModel.ConstantModel> constants = new ArrayList<>();
      for (int i = from; i < to; i++) {
        constants.add(constant(names.get(i), enumerators.get(i), type));
      }
      JavaIdentifier whole = types.names().of(entry);
      classes.add(
          new ConstantsModel(
              to == count ? whole : types.partOf(whole),
              from == 0 ? null : classes.get(classes.size() - 1).className(),
              JavadocText.code(entry.label()),
              ScalarKinds.isLong(type),
              to == count,
              constants));
    }
    return classes;
  }
}
