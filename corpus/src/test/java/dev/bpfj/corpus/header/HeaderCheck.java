package dev.bpfj.corpus.header;

import dev.bpfj.corpus.header.Shape.Field;
import dev.bpfj.object.BtfFile;
import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.BtfType;
import dev.bpfj.object.btf.BtfType.Composite;
import dev.bpfj.object.btf.BtfType.Enumeration;
import dev.bpfj.object.btf.BtfType.Typedef;
import dev.bpfj.object.btf.CHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What C must make of a kernel's header: a source that asserts sizes and offsets to the compiler,
 * and has a variable of each type, so that the compiler's own BTF tells where bitfields are.
 */
final class HeaderCheck {
  private static final String VARIABLE = "v";

  private final Btf btf;
  private final CHeader header;
  private final Map<Integer, Shape> shapes = new LinkedHashMap<>();

  HeaderCheck(Btf btf, CHeader header) {
    this.btf = btf;
    this.header = header;
    for (int id = 1; id <= btf.count(); id++) {
      boolean isType = btf.type(id) instanceof Composite || btf.type(id) instanceof Typedef;
      if (isType && !header.nameOf(id).isEmpty() && btf.resolve(id) instanceof Composite type) {
        shapes.put(id, Shape.of(btf, type));
      }
    }
  }

  /** How many structs and unions there are to compare. */
  int types() {
    return shapes.size();
  }

  /** How many of their members. */
  long fields() {
    return shapes.values().stream().mapToLong(shape -> shape.fields().size()).sum();
  }

  /** The source, without an include of the header. */
  String source() {
    StringBuilder source = new StringBuilder();
    shapes.forEach((id, shape) -> add(source, id, shape));
    for (int id = 1; id <= btf.count(); id++) {
      if (btf.type(id) instanceof Enumeration type && !type.enumerators().isEmpty()) {
        String name = header.nameOf(id);
        if (!name.isEmpty()) {
          claim(source, "sizeof(" + name + ")", type.size());
        }
      }
    }
    return source.toString();
  }

  private void add(StringBuilder source, int id, Shape shape) {
    String name = header.nameOf(id);
    source.append(name + " " + VARIABLE + id + ";\n");
    claim(source, "sizeof(" + name + ")", shape.size());
    for (Field field : shape.fields()) {
      if (!field.isBitfield()) {
        String place = "__builtin_offsetof(" + name + ", " + field.path() + ")";
        claim(source, place, field.bitOffset() / 8);
        claim(source, "sizeof(((" + name + " *)0)->" + field.path() + ")", field.bits() / 8);
      }
    }
  }

  private static void claim(StringBuilder source, String expression, long value) {
    source.append("_Static_assert(" + expression + " == " + value + ", \"\");\n");
  }

  /** Types that the compiler's own BTF of the source has otherwise, each with both shapes. */
  List<String> differences(Path object) throws IOException {
    Btf compiled = BtfFile.read(object).types();
    List<String> differences = new ArrayList<>();
    int found = 0;
    for (int id = 1; id <= compiled.count(); id++) {
      if (compiled.type(id) instanceof BtfType.Var variable
          && variable.name().matches(VARIABLE + "\\d+")) {
        int original = Integer.parseInt(variable.name().substring(VARIABLE.length()));
        Shape shape = Shape.of(compiled, (Composite) compiled.resolve(variable.type()));
        found++;
        if (!shape.equals(shapes.get(original))) {
          differences.add(header.nameOf(original) + ": " + shapes.get(original) + " is " + shape);
        }
      }
    }
    if (found != shapes.size()) {
      differences.add("variables=" + found + ", types=" + shapes.size());
    }
    return differences;
  }
}
