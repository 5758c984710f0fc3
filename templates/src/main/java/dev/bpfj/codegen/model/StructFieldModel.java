package dev.bpfj.codegen.model;

import dev.bpfj.codegen.naming.JavaIdentifier;

/**
 * A field of a struct or union.
 *
 * @param place its name and place
 * @param structName its type
 * @param extent how many bytes belong to it, as an expression; empty for those of its type
 */
public record StructFieldModel(PlaceModel place, JavaIdentifier structName, String extent)
    implements FieldModel {

  @Override
  public String fragment() {
    return "field/struct.vm";
  }

  /**
   * Where it lies, and its extent, as the arguments of a constructor.
   *
   * @return one argument or two
   */
  public String arguments() {
    return extent.isEmpty() ? at() : at() + ", " + extent;
  }

  @Override
  public String printed() {
    return place().printed();
  }
}
