package dev.bpfj.codegen.model;

import dev.bpfj.codegen.naming.JavaIdentifier;

/**
 * A field of text: a {@code char} array.
 *
 * @param place its name and place
 * @param bytesName the methods for its bytes
 * @param limit how many bytes it has, as an expression
 * @param characters its characters one by one
 * @param inKey whether it is part of a map's key, and is shown with all of its bytes
 */
public record TextModel(
    PlaceModel place, JavaIdentifier bytesName, String limit, ScalarModel characters, boolean inKey)
    implements FieldModel {

  @Override
  public String fragment() {
    return "field/text.vm";
  }

  @Override
  public String printed() {
    return place().printed();
  }

  /**
   * How many bytes it has, for people.
   *
   * @return such as {@code 16 bytes}
   */
  public String limitText() {
    return Character.isDigit(limit.charAt(0)) ? limit + " bytes" : "{@code " + limit + "} bytes";
  }
}
