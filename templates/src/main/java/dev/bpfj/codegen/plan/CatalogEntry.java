package dev.bpfj.codegen.plan;

import dev.bpfj.object.btf.BtfType;
import java.util.List;

/**
 * A struct, union or enum that becomes a class, or the reason why it does not.
 *
 * @param type the type
 * @param cName its name, derived from its user if it is anonymous
 * @param origin where that name comes from
 * @param members a struct's or union's members
 * @param refusal why there is no class, empty if there is one
 */
record CatalogEntry(
    BtfType type, String cName, Origin origin, List<FlatMember> members, String refusal) {

  // What an enum's class initialiser can make before it is larger than a method may be.
  private static final int MOST_CONSTANTS = 2_000;

  /** Where a type's name comes from; names of the first origins are assigned first. */
  enum Origin {
    TAG,
    TYPEDEF,
    PLACE
  }

  static Origin originOf(BtfType type, String typedef) {
    if (!type.name().isEmpty()) {
      return Origin.TAG;
    }
    return typedef.isEmpty() ? Origin.PLACE : Origin.TYPEDEF;
  }

  /** Whether it is an enum of more constants than a Java enum can have. */
  boolean isNumbers() {
    return type instanceof BtfType.Enumeration enumeration
        && enumeration.enumerators().size() > MOST_CONSTANTS;
  }

  boolean isRefused() {
    return !refusal.isEmpty();
  }

  CatalogEntry refused(String why) {
    return new CatalogEntry(type, cName, origin, List.of(), why);
  }

  /** The type's name in messages. */
  String label() {
    return switch (origin) {
      case TAG -> CText.name(type);
      case TYPEDEF -> cName;
      case PLACE -> CText.name(type) + " " + cName;
    };
  }
}
