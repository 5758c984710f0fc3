package dev.bpfj.codegen.model;

import dev.bpfj.codegen.naming.JavaIdentifier;
import java.util.List;

/** A variable or struct member. */
public sealed interface FieldModel
    permits ScalarModel, EnumFieldModel, TextModel, StructFieldModel {

  /**
   * The template that prints it.
   *
   * @return a name below the templates' folder
   */
  String fragment();

  /**
   * What all fields have.
   *
   * @return name, place and documentation
   */
  PlaceModel place();

  /**
   * The getter's and setter's name.
   *
   * @return a name
   */
  default JavaIdentifier name() {
    return place().name();
  }

  /**
   * What it is in C, and where it lies.
   *
   * @return a Javadoc sentence
   */
  default String summary() {
    return place().summary();
  }

  /**
   * The indexes of an element, if it is an array.
   *
   * @return one a dimension
   */
  default List<IndexModel> indexes() {
    return place().indexes();
  }

  /**
   * The indexes as a method's parameters.
   *
   * @return such as {@code int i, int j}
   */
  default String parameters() {
    return place().parameters();
  }

  /**
   * The indexes as a method's first parameters, with others to follow.
   *
   * @return such as {@code int i, int j, }, comma and space included
   */
  default String leading() {
    return place().leading();
  }

  /**
   * Where it lies, as the arguments of an accessor.
   *
   * @return such as {@code 8 + 4 * Arrays.index(i, 16)}
   */
  default String at() {
    return place().at();
  }

  /**
   * The class that it is a member of, which setters return.
   *
   * @return a class name
   */
  default JavaIdentifier self() {
    return place().self();
  }

  /**
   * Whether there are setters.
   *
   * @return false for what only the kernel sets
   */
  default boolean hasSetter() {
    return place().writable();
  }

  /**
   * Whether the number of elements is a method of its own.
   *
   * @return true for arrays
   */
  default boolean hasLength() {
    return place().hasLength();
  }

  /**
   * Whether it is an array.
   *
   * @return true if there are indexes
   */
  default boolean isArray() {
    return !place().indexes().isEmpty();
  }

  /**
   * The value, or an element, as it is printed.
   *
   * @return an expression
   */
  String printed();
}
