package dev.bpfj.codegen.model;

import dev.bpfj.codegen.naming.JavaIdentifier;
import dev.bpfj.codegen.naming.JavaString;
import dev.bpfj.codegen.naming.JavadocText;

/**
 * A map.
 *
 * @param name its method
 * @param cName its name in C, or the section that it holds
 * @param label the same as text
 * @param origin what it is made of
 */
public record MapModel(JavaIdentifier name, JavaString cName, JavadocText label, Origin origin) {

  /** What a map is made of. */
  public enum Origin {
    /** A definition in {@code .maps}. */
    DEFINITION("The map "),
    /** A section of global data. */
    SECTION("The map that holds the section "),
    /** A table of programs. */
    STRUCT_OPS("The struct_ops map ");

    private final String noun;

    Origin(String noun) {
      this.noun = noun;
    }
  }

  /**
   * What it is.
   *
   * @return a Javadoc sentence
   */
  public String summary() {
    return origin.noun + label + ".";
  }
}
