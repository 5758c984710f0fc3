package dev.bpfj.codegen.model;

import dev.bpfj.codegen.naming.JavaIdentifier;

/**
 * A field of text: a {@code char} array.
 *
 * @param place its name and place
 * @param bytesName the methods for its bytes
 * @param limit how many bytes it has, as an expression
 * @param limitText the same for people
 */
public record TextModel(PlaceModel place, JavaIdentifier bytesName, String limit, String limitText)
    implements FieldModel {

  @Override
  public String fragment() {
    return "field/text.vm";
  }

  @Override
  public String printed() {
    return name() + "(" + printedArguments() + ")";
  }
}
