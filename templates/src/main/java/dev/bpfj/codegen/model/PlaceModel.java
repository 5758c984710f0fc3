package dev.bpfj.codegen.model;

import dev.bpfj.codegen.naming.JavaIdentifier;
import dev.bpfj.codegen.naming.JavaString;
import dev.bpfj.codegen.naming.JavadocText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A field's name and place.
 *
 * @param name its name
 * @param cName its name in C
 * @param declaration how C declares it
 * @param container the section or struct that it is in
 * @param offset its offset there, in bytes
 * @param size its size in bytes
 * @param bits which bits of its bytes it has, null for all
 * @param aligned whether it is accessed whole
 * @param indexes its indexes
 * @param lengthName the method that gives its length, null if it is no array
 * @param length its length, as an expression
 * @param self the class that it is in
 * @param writable whether it has setters
 */
public record PlaceModel(
    JavaIdentifier name,
    JavaString cName,
    JavadocText declaration,
    JavadocText container,
    long offset,
    long size,
    @Nullable BitsModel bits,
    boolean aligned,
    List<IndexModel> indexes,
    @Nullable JavaIdentifier lengthName,
    String length,
    JavaIdentifier self,
    boolean writable) {

  /**
   * A bitfield's place in its bytes.
   *
   * @param first its first bit in its first byte
   * @param count how many
   */
  public record BitsModel(int first, int count) {}

  /**
   * What it is in C, and where it lies.
   *
   * @return a Javadoc sentence
   */
  public String summary() {
    String where = " of " + container + ", offset " + offset;
    if (bits != null) {
      return declaration + where + ", bit " + bits.first + ", bits " + bits.count + ".";
    }
    String caution = aligned ? "" : " Not aligned, so it may be seen half changed.";
    return declaration + where + ", size " + size + "." + caution;
  }

  /**
   * What it is in C, and where it lies.
   *
   * @return for messages and not for sources
   */
  public String layout() {
    String what = declaration.plain() + ", offset " + offset;
    return bits == null
        ? what + ", size " + size
        : what + ", bit " + bits.first + ", bits " + bits.count;
  }

  /**
   * Where it lies, as the arguments of an accessor.
   *
   * @return such as {@code 8 + 4 * Arrays.index(i, 16)}
   */
  public String at() {
    if (bits != null) {
      return offset + ", " + bits.first + ", " + bits.count;
    }
    return at(indexes);
  }

  /**
   * The place of a whole row of the last dimension.
   *
   * @return a place with one index less, and without a length
   */
  public PlaceModel row() {
    List<IndexModel> others = indexes.subList(0, indexes.size() - 1);
    return new PlaceModel(
        name,
        cName,
        declaration,
        container,
        offset,
        size,
        bits,
        true,
        others,
        null,
        "",
        self,
        writable);
  }

  /**
   * Where an element or a row lies.
   *
   * @param some the indexes that tell
   * @return an expression
   */
  String at(List<IndexModel> some) {
    if (some.isEmpty()) {
      return Long.toString(offset);
    }
    String indexed = some.stream().map(IndexModel::toString).collect(Collectors.joining(" + "));
    return offset == 0 ? indexed : offset + " + " + indexed;
  }

  static String parameters(List<IndexModel> some) {
    return some.stream().map(index -> "int " + index.name()).collect(Collectors.joining(", "));
  }

  static String leading(List<IndexModel> some) {
    return some.stream().map(index -> "int " + index.name() + ", ").collect(Collectors.joining());
  }

  String parameters() {
    return parameters(indexes);
  }

  String leading() {
    return leading(indexes);
  }

  boolean hasLength() {
    return lengthName != null;
  }

  /**
   * The getter's call, with the indexes of an element that is printed.
   *
   * @return such as {@code mac(at[0])}
   */
  String printed() {
    // Of all method names this one alone cannot be called without saying whose it is.
    String callee = name.toString().equals("yield") ? "this.yield" : name.toString();
    return IntStream.range(0, indexes.size())
        .mapToObj(i -> "at[" + i + "]")
        .collect(Collectors.joining(", ", callee + "(", ")"));
  }

  /**
   * How many elements there are in each dimension.
   *
   * @return the arguments of a method
   */
  public String lengths() {
    return indexes.stream().map(IndexModel::length).collect(Collectors.joining(", "));
  }
}
