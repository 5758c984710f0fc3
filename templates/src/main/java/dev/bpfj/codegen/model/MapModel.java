package dev.bpfj.codegen.model;

import dev.bpfj.codegen.naming.JavaIdentifier;
import dev.bpfj.codegen.naming.JavaString;
import dev.bpfj.codegen.naming.JavadocText;
import org.jspecify.annotations.Nullable;

/**
 * A map.
 *
 * @param name its method
 * @param cName its name in C, or the section that it holds
 * @param label the same as text
 * @param origin what it is made of
 * @param kind its type, such as {@code hash}; empty for what libbpf makes up
 * @param key the type of its keys in C, null if the object does not say
 * @param value the type of its values in C, null if the object does not say
 * @param mapClass what it is shown as
 * @param inner the maps in it, null if the object does not say
 */
public record MapModel(
    JavaIdentifier name,
    JavaString cName,
    JavadocText label,
    Origin origin,
    String kind,
    @Nullable JavadocText key,
    @Nullable JavadocText value,
    MapClassModel mapClass,
    @Nullable InnerMapModel inner) {

  /** What a map is made of. */
  public enum Origin {
    /** A definition in {@code .maps}. */
    DEFINITION("The map "),
    /** A section of global data. */
    SECTION("The map that holds the section "),
    /** A table of programs. */
    STRUCT_OPS("The struct_ops map ");

    private final String noun;

    Origin(String noun) {
      this.noun = noun;
    }
  }

  /**
   * What it is.
   *
   * @return a Javadoc sentence
   */
  public String summary() {
    return origin.noun + label + (kind.isEmpty() ? "" : ": " + kind) + types(key, value) + ".";
  }

  /**
   * What it is.
   *
   * @return for messages and not for sources
   */
  public String layout() {
    return kind
        + (key == null ? "" : ", key " + key.plain())
        + (value == null ? "" : ", value " + value.plain());
  }

  static String types(@Nullable JavadocText key, @Nullable JavadocText value) {
    return (key == null ? "" : ", key " + key) + (value == null ? "" : ", value " + value);
  }

  /**
   * The type of its method's result.
   *
   * @return a class with its type arguments
   */
  public String javaType() {
    return mapClass.javaType();
  }

  /**
   * Finds it in the parameter {@code skeleton}.
   *
   * @return an expression
   */
  public String found() {
    return mapClass.of("skeleton.map(" + cName + ")");
  }

  /**
   * Whether it is a map of maps whose types are known.
   *
   * @return false for others
   */
  public boolean hasInner() {
    return inner != null;
  }
}
