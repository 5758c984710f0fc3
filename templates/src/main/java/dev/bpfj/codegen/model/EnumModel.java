package dev.bpfj.codegen.model;

import dev.bpfj.codegen.naming.JavaIdentifier;
import dev.bpfj.codegen.naming.JavadocText;
import java.util.List;

/**
 * An enum.
 *
 * @param className its nested class
 * @param declaration what it is in C
 * @param wide whether its values are long in Java
 * @param constants its constants, at least one, each with a value of its own
 * @param aliases further names of them
 */
public record EnumModel(
    JavaIdentifier className,
    JavadocText declaration,
    boolean wide,
    List<ConstantModel> constants,
    List<AliasModel> aliases) {

  /**
   * A constant.
   *
   * @param name its name
   * @param label its name in C
   * @param value its value as a literal
   * @param number its value in C, for people
   */
  public record ConstantModel(
      JavaIdentifier name, JavadocText label, String value, String number) {}

  /**
   * Another name of a constant.
   *
   * @param name the name
   * @param label its name in C
   * @param constant the constant
   */
  public record AliasModel(JavaIdentifier name, JavadocText label, JavaIdentifier constant) {}

  /**
   * The Java type of its values.
   *
   * @return int or long
   */
  public String rawType() {
    return wide ? "long" : "int";
  }
}
