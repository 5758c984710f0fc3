package dev.bpfj.codegen.model;

/**
 * An index of an array.
 *
 * @param name its name
 * @param stride what one more of it adds to the offset, in bytes
 * @param length how many values it can have, as an expression
 */
public record IndexModel(String name, long stride, String length) {

  @Override
  public String toString() {
    String index = "Arrays.index(" + name + ", " + length + ")";
    return stride == 1 ? index : stride + " * " + index;
  }
}
