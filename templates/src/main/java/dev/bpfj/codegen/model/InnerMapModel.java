package dev.bpfj.codegen.model;

import dev.bpfj.codegen.naming.JavaIdentifier;
import dev.bpfj.codegen.naming.JavadocText;
import org.jspecify.annotations.Nullable;

/**
 * The maps in a map of maps, as its definition has them.
 *
 * @param method the method that gives a map their types
 * @param kind their type, such as {@code array}
 * @param key the type of their keys in C, null if the object does not say
 * @param value the type of their values in C, null if the object does not say
 * @param mapClass what they are shown as
 */
public record InnerMapModel(
    JavaIdentifier method,
    String kind,
    @Nullable JavadocText key,
    @Nullable JavadocText value,
    MapClassModel mapClass) {

  /**
   * What they are.
   *
   * @return text for a Javadoc comment
   */
  public String summary() {
    return kind + MapModel.types(key, value);
  }

  /**
   * The type of the method's result.
   *
   * @return a class with its type arguments
   */
  public String javaType() {
    return mapClass.javaType();
  }

  /**
   * Gives the parameter {@code inner} their types.
   *
   * @return an expression
   */
  public String typed() {
    return mapClass.of("inner");
  }
}
