package dev.bpfj.codegen.model;

import dev.bpfj.codegen.model.EnumModel.ConstantModel;
import dev.bpfj.codegen.naming.JavaIdentifier;
import dev.bpfj.codegen.naming.JavadocText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of an enum that has more constants than a Java enum can, or some of them: a class
 * extends the one with those before.
 *
 * @param className its nested class
 * @param superclass the class with the constants before these, null if there are none
 * @param declaration what it is in C
 * @param wide whether its values are long in Java
 * @param last whether it has all constants, its own and those before
 * @param constants its own constants
 */
public record ConstantsModel(
    JavaIdentifier className,
    @Nullable JavaIdentifier superclass,
    JavadocText declaration,
    boolean wide,
    boolean last,
    List<ConstantModel> constants) {

  /**
   * What it extends.
   *
   * @return a clause, empty if it extends nothing
   */
  public String extension() {
    return superclass == null ? "" : " extends " + superclass;
  }

  /**
   * What kind of class it is.
   *
   * @return abstract where another one extends it, else final
   */
  public String modifier() {
    return last ? "final" : "abstract";
  }

  /**
   * The Java type of its values.
   *
   * @return int or long
   */
  public String rawType() {
    return wide ? "long" : "int";
  }
}
