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
 */
public record StructModel(
    JavaIdentifier className,
    JavadocText declaration,
    long size,
    boolean flexible,
    List<FieldModel> fields,
    List<LayoutPart> values) {

  // What toString can have before it is larger than a method may be.
  private static final int MOST_PRINTED = 2000;

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
   * @return all but those beyond the first 2000
   */
  public List<FieldModel> printed() {
    return fields.subList(0, Math.min(fields.size(), MOST_PRINTED));
  }
}
