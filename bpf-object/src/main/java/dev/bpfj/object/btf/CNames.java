package dev.bpfj.object.btf;

import dev.bpfj.object.btf.BtfType.Enumeration;
import dev.bpfj.object.btf.BtfType.Enumerator;
import dev.bpfj.object.btf.BtfType.Member;
import dev.bpfj.object.btf.BtfType.TypeTag;
import java.util.List;

/** The names that appear in C text; by default those of the object. */
interface CNames {
  /** A type's name or tag, empty for an anonymous one. */
  default String of(BtfType type) {
    return type.name();
  }

  /** The name of a member of a struct or union. */
  default String member(int composite, String name) {
    return name;
  }

  /** Whether a member is omitted and becomes a gap. */
  default boolean leavesOut(Member member) {
    return false;
  }

  /** A parameter's name. */
  default String parameter(String name) {
    return name;
  }

  /**
   * The names of an enum's constants, in their order; asked for each time that they are written.
   */
  default List<String> enumerators(Enumeration enumeration) {
    return enumeration.enumerators().stream().map(Enumerator::name).toList();
  }

  /** A tag of a type as an attribute. */
  default String attribute(TypeTag tag) {
    return tag.attribute()
        ? "__attribute__((" + tag.name() + "))"
        : "__attribute__((btf_type_tag(\"" + tag.name() + "\")))";
  }

  /** The tags of a declaration as attributes, each after a space. */
  default String attributes(int id) {
    return attributes(id, BtfType.DeclTag.WHOLE);
  }

  /** The tags of a member as attributes, each after a space. */
  default String attributes(int id, int component) {
    return "";
  }
}
