package dev.bpfj.codegen.model;

import java.util.List;

/**
 * The run-time class that a skeleton returns for a map, and the expression that creates it from the
 * untyped map.
 *
 * @param javaType the class with its type arguments
 * @param before what goes before the bare map in the expression that makes it, empty for the bare
 *     map itself
 * @param after what goes after it
 * @param classes the classes that the type and the expression refer to, with their packages
 */
public record MapClassModel(String javaType, String before, String after, List<String> classes) {

  /**
   * Makes the map.
   *
   * @param bare an expression of the bare map
   * @return an expression
   */
  public String of(String bare) {
    return before + bare + after;
  }
}
