package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.map.codec.Text;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * Writes a struct's members as text, as {@code Event[pid=42, comm="bash"]}.
 *
 * <p>Used by one thread.
 */
public final class StructText {
  private static final int MOST_ELEMENTS = 32;

  private final StringJoiner text;

  /** Text without quotes. */
  private record Bare(String text) {
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * Begins a text.
   *
   * @param type the struct's name
   */
  public StructText(String type) {
    this.text = new StringJoiner(", ", type + "[", "]");
  }

  /**
   * Adds a member.
   *
   * @param name its name
   * @param value its value
   * @return this text
   */
  public StructText add(String name, Object value) {
    text.add(name + "=" + printed(value));
    return this;
  }

  /**
   * Adds an array, its first 32 elements if there are more.
   *
   * @param name its name
   * @param element gives the element at some indexes, as many as there are lengths
   * @param lengths its length in each dimension
   * @return this text
   */
  public StructText add(String name, Function<int[], Object> element, int... lengths) {
    StringBuilder elements = new StringBuilder();
    append(elements, element, lengths, new int[lengths.length], 0);
    text.add(name + "=" + elements);
    return this;
  }

  /**
   * An unsigned number, as it is to be printed.
   *
   * @param value its 64 bits
   * @return the number
   */
  public static Object unsigned(long value) {
    return new Bare(Long.toUnsignedString(value));
  }

  /**
   * A pointer, as it is to be printed.
   *
   * @param value the address
   * @return in hexadecimal
   */
  public static Object address(long value) {
    return new Bare("0x" + Long.toHexString(value));
  }

  private static void append(
      StringBuilder text, Function<int[], Object> element, int[] lengths, int[] at, int dimension) {
    if (dimension == lengths.length) {
      text.append(printed(element.apply(at)));
      return;
    }
    text.append('[');
    int shown = Math.min(MOST_ELEMENTS, lengths[dimension]);
    for (at[dimension] = 0; at[dimension] < shown; at[dimension]++) {
      text.append(at[dimension] == 0 ? "" : ", ");
      append(text, element, lengths, at, dimension + 1);
    }
    if (shown < lengths[dimension]) {
      text.append(", ... ").append(lengths[dimension] - shown).append(" more");
    }
    text.append(']');
  }

  private static String printed(Object value) {
    return value instanceof String || value instanceof Text
        ? "\"" + value + "\""
        : String.valueOf(value);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
