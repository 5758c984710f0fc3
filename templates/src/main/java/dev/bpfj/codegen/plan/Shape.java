package dev.bpfj.codegen.plan;

import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.BtfType;
import java.util.ArrayList;
import java.util.List;

/**
 * A type without its qualifiers and typedefs: the lengths of an array and the type of its elements.
 *
 * @param lengths the array's lengths from the outermost, empty for what is no array
 * @param element the elements' type
 * @param typedef the name that it was given last, empty if none
 */
record Shape(List<Long> lengths, BtfType element, String typedef) {

  static Shape of(Btf btf, int id) {
    if (!btf.isVoid(id)) {
      btf.sizeOf(id); // refuses types that contain themselves
    }
    List<Long> lengths = new ArrayList<>();
    String typedef = "";
    BtfType type = btf.type(id);
    while (true) {
      if (type instanceof BtfType.Typedef named) {
        typedef = named.name();
        type = btf.type(named.target());
      } else if (type instanceof BtfType.Qualified qualified) {
        type = btf.type(qualified.target());
      } else if (type instanceof BtfType.TypeTag tag) {
        type = btf.type(tag.target());
      } else if (type instanceof BtfType.Array array) {
        typedef = "";
        lengths.add(array.length());
        type = btf.type(array.element());
      } else {
        return new Shape(lengths, type, typedef);
      }
    }
  }

  /** Whether this is text in Java. */
  boolean isText() {
    return !lengths.isEmpty()
        && element instanceof BtfType.Int integer
        && integer.size() == 1
        && (integer.name().equals("char") || integer.encoding() == BtfType.Int.Encoding.CHAR);
  }
}
