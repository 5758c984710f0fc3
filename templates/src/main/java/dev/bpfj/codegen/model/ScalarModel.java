package dev.bpfj.codegen.model;

import dev.bpfj.codegen.naming.JavaIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * A field of single values: a number, character, truth value or pointer.
 *
 * @param place its name and place
 * @param kind what it is
 * @param range what follows "its value" in the documentation
 * @param atomics its atomic operations, null if it has none
 * @param bulk how the whole array is copied, null if it is not
 */
public record ScalarModel(
    PlaceModel place,
    ScalarKind kind,
    String range,
    @Nullable AtomicsModel atomics,
    @Nullable BulkModel bulk)
    implements FieldModel {

  /**
   * The atomic operations of an integer.
   *
   * @param getAndAdd the method that adds
   * @param compareAndSet the method that compares and sets
   */
  public record AtomicsModel(JavaIdentifier getAndAdd, JavaIdentifier compareAndSet) {}

  @Override
  public String fragment() {
    return "field/scalar.vm";
  }

  /**
   * Whether it has atomic operations.
   *
   * @return true if it does
   */
  public boolean hasAtomics() {
    return atomics != null;
  }

  /**
   * Whether the whole array can be copied.
   *
   * @return true if it can
   */
  public boolean hasBulk() {
    return bulk != null;
  }

  @Override
  public String printed() {
    return kind.printed(place().printed());
  }
}
