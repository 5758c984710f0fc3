package dev.bpfj.codegen.model;

import dev.bpfj.codegen.naming.JavaIdentifier;

/**
 * A field of an enum.
 *
 * @param place its name and place
 * @param enumName its type
 * @param raw its bare value
 * @param rawType the Java type of its bare value
 * @param rawName the methods for its bare value
 */
public record EnumFieldModel(
    PlaceModel place,
    JavaIdentifier enumName,
    ScalarKind raw,
    String rawType,
    JavaIdentifier rawName)
    implements FieldModel {

  @Override
  public String fragment() {
    return "field/enum.vm";
  }

  @Override
  public String printed() {
    return place().printed();
  }
}
