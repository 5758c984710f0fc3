package dev.bpfj.corpus.layout;

import dev.bpfj.codegen.model.EnumFieldModel;
import dev.bpfj.codegen.model.FieldModel;
import dev.bpfj.codegen.model.IndexModel;
import dev.bpfj.codegen.model.PlaceModel;
import dev.bpfj.codegen.model.ScalarKind;
import dev.bpfj.codegen.model.ScalarModel;
import dev.bpfj.codegen.model.StructFieldModel;
import dev.bpfj.codegen.model.TextModel;
import java.util.ArrayList;
import java.util.List;

/** What the generator believes of a field's type: its size, its elements' sizes, its sign. */
final class TypeClaims {
  private static final int POINTER_CLASS = 5;

  private final String subject;
  private final List<Claim> claims = new ArrayList<>();

  private TypeClaims(String subject) {
    this.subject = subject;
  }

  /** The claims about a field that C calls by an expression. */
  static List<Claim> of(String subject, String expression, FieldModel field) {
    TypeClaims types = new TypeClaims(subject);
    PlaceModel place = place(field);
    // An array without a length has no size in C.
    if (place.size() > 0) {
      types.add("size=" + place.size(), "sizeof(" + expression + ") == " + place.size());
    }
    String element = expression;
    for (IndexModel index : place.indexes()) {
      element += "[0]";
      types.add("element size=" + index.stride(), "sizeof(" + element + ") == " + index.stride());
    }
    types.addKind(element, field);
    return types.claims;
  }

  /** An element of a field, which is the field itself if it is no array. */
  static String element(String expression, FieldModel field) {
    return expression + "[0]".repeat(place(field).indexes().size());
  }

  private static PlaceModel place(FieldModel field) {
    return field instanceof TextModel text ? text.characters().place() : field.place();
  }

  private void addKind(String element, FieldModel field) {
    if (field instanceof ScalarModel scalar) {
      addScalar(element, scalar.kind());
    } else if (field instanceof TextModel text) {
      addScalar(element, text.characters().kind());
    } else if (field instanceof EnumFieldModel enumeration) {
      long size = size(enumeration.raw());
      add("enum size=" + size, "sizeof(" + element + ") == " + size);
    } else if (field instanceof StructFieldModel) {
      String pointer = "__builtin_classify_type(&(" + element + ")) == " + POINTER_CLASS;
      add("a struct or union", pointer);
    }
  }

  private void addScalar(String element, ScalarKind kind) {
    String type = "__typeof__(" + element + ")";
    switch (kind) {
      case BOOL -> add("_Bool", same(type, "_Bool"));
      case CHAR -> add("char", same(type, "char"));
      case FLOAT -> add("float", same(type, "float"));
      case DOUBLE -> add("double", same(type, "double"));
      case POINTER ->
          add("a pointer", "__builtin_classify_type(" + element + ") == " + POINTER_CLASS);
      default -> {
        boolean signed = kind.name().startsWith("S");
        add("size=" + size(kind), "sizeof(" + element + ") == " + size(kind));
        add("signed=" + signed, "((" + type + ")-1 < (" + type + ")1) == " + (signed ? 1 : 0));
      }
    }
  }

  private static String same(String type, String expected) {
    return "__builtin_types_compatible_p(" + type + ", " + expected + ")";
  }

  // S8 to U128: the number is the width.
  private static long size(ScalarKind kind) {
    return Long.parseLong(kind.name().substring(1)) / 8;
  }

  private void add(String belief, String expression) {
    claims.add(new Claim(subject, belief, expression));
  }
}
