package dev.bpfj.codegen.model;

import dev.bpfj.codegen.naming.JavaIdentifier;
import dev.bpfj.codegen.naming.JavadocText;
import java.util.List;

/**
 * A struct or union.
 *
 * @param className its nested class
 * @param declaration what it is in C
 * @param size its size in bytes
 * @param flexible whether it ends with an array of any length
 * @param fields its members, those of anonymous structs and unions among them
 * @param values the bytes that are no padding, empty if none is
 * @param parts the classes that have the members, empty if one class has them all
 */
public record StructModel(
    JavaIdentifier className,
    JavadocText declaration,
    long size,
    boolean flexible,
    List<FieldModel> fields,
    List<LayoutPart> values,
    List<PartModel> parts) {

  // What toString can have before it is larger than a method may be.
  private static final int MOST_PRINTED = 50_000;
  private static final int PRINTED = 20;
  private static final int PRINTED_DIMENSION = 12;

  /**
   * What its class extends.
   *
   * @return a class name
   */
  public String superclass() {
    return parts.isEmpty() ? "StructView" : parts.get(parts.size() - 1).className().toString();
  }

  /**
   * The members that its class has itself.
   *
   * @return all, or none if there are parts
   */
  public List<FieldModel> own() {
    return parts.isEmpty() ? fields : List.of();
  }

  /**
   * Whether some bytes are padding.
   *
   * @return false if all bytes are values
   */
  public boolean hasPadding() {
    return !values.isEmpty();
  }

  /**
   * The members that are printed.
   *
   * @return all, or the first ones, some 2000
   */
  public List<FieldModel> printed() {
    int bytes = 0;
    for (int i = 0; i < fields.size(); i++) {
      bytes += PRINTED + PRINTED_DIMENSION * fields.get(i).indexes().size();
      if (bytes > MOST_PRINTED) {
        return fields.subList(0, i);
      }
    }
    return fields;
  }
}
