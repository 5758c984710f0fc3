package dev.bpfj.codegen.model;

import dev.bpfj.codegen.naming.JavaIdentifier;
import dev.bpfj.codegen.naming.JavaString;
import dev.bpfj.codegen.naming.JavadocText;
import java.util.List;

/**
 * A data section.
 *
 * @param className its nested class
 * @param method the skeleton's method that gives it
 * @param section the section's name
 * @param label the same as text
 * @param kind what may be done with it
 * @param size its size in bytes
 * @param fields its variables
 * @param parts the classes that have them, empty if one class has them all
 */
public record SectionModel(
    JavaIdentifier className,
    JavaIdentifier method,
    JavaString section,
    JavadocText label,
    Kind kind,
    long size,
    List<FieldModel> fields,
    List<PartModel> parts) {

  /**
   * What its class extends.
   *
   * @return a class name
   */
  public String superclass() {
    return parts.isEmpty() ? "DataSection" : parts.get(parts.size() - 1).className().toString();
  }

  /**
   * Its size in Java.
   *
   * @return a literal
   */
  public String sizeLiteral() {
    return size + "L"; // more than an int can say is refused when it is opened
  }

  /**
   * The members that its class has itself.
   *
   * @return all, or none if there are parts
   */
  public List<FieldModel> own() {
    return parts.isEmpty() ? fields : List.of();
  }

  /** What may be done with a section. */
  public enum Kind {
    /** Read and written at any time. */
    WRITABLE,
    /** Written before load only. */
    CONSTANT,
    /** Never written. */
    KCONFIG;

    /**
     * Whether there are setters.
     *
     * @return false for the kernel's configuration
     */
    public boolean hasSetters() {
      return this != KCONFIG;
    }

    /**
     * Whether Java and running programs can both write it.
     *
     * @return true for ordinary data
     */
    public boolean isShared() {
      return this == WRITABLE;
    }

    /**
     * Whether it is constant once loaded.
     *
     * @return true for constants
     */
    public boolean isConstant() {
      return this == CONSTANT;
    }

    /**
     * Whether it is the kernel's configuration.
     *
     * @return true for that
     */
    public boolean isKconfig() {
      return this == KCONFIG;
    }
  }
}
