package dev.bpfj.codegen.plan;

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

/** Plans enums. */
final class EnumPlanner {
  private EnumPlanner() {}

  static EnumModel plan(Types types, CatalogEntry entry) {
    BtfType.Enumeration type = (BtfType.Enumeration) entry.type();
    boolean wide = type.size() == 8;
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
      // Without a sign, compilers write -1 as 4294967295; as an int it is -1 either way.
      long value = wide ? enumerator.value() : (int) enumerator.value();
      JavaIdentifier first = byValue.putIfAbsent(value, names.get(i));
      JavadocText label = JavadocText.code(enumerator.name());
      if (first == null) {
        String literal = wide ? value + "L" : Long.toString(value);
        constants.add(new EnumModel.ConstantModel(names.get(i), label, literal));
      } else {
        aliases.add(new EnumModel.AliasModel(names.get(i), label, first));
      }
    }
    return new EnumModel(
        types.names().of(entry), JavadocText.code(entry.label()), wide, constants, aliases);
  }
}
