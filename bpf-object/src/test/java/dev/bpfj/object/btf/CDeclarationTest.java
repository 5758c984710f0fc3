package dev.bpfj.object.btf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.object.support.BtfBuilder;
import dev.bpfj.object.support.Objects;
import dev.bpfj.object.support.Tools;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Declarations that other tests do not compare with bpftool's or with their own source. */
public final class CDeclarationTest {
  // By value each needs the ones before it.
  private static final List<String> ENUMS =
      List.of("color", "negative", "tiny", "wide", "wide_negative");
  private static final List<String> COMPOSITES =
      List.of("point", "packed", "bits", "nested", "gaps", "any", "all_scalars", "node");

  @Test
  public void definitionsGiveTheLayoutThatTheyWereReadFrom() {
    Btf btf = Objects.types(Objects.read(Tools.compile("kinds.bpf.c")));
    StringBuilder c = new StringBuilder();
    for (String name : ENUMS) {
      int id = Objects.type(btf, BtfType.Enumeration.class, name).id();
      c.append(CDeclaration.definition(btf, id)).append(";\n");
      c.append(sizeAssertion("enum " + name, btf.sizeOf(id)));
    }
    BtfType.Typedef callback = Objects.type(btf, BtfType.Typedef.class, "callback");
    c.append(CDeclaration.definition(btf, callback.id())).append(";\n");
    for (String name : COMPOSITES) {
      BtfType.Composite composite = Objects.type(btf, BtfType.Composite.class, name);
      c.append(CDeclaration.definition(btf, composite.id())).append(";\n");
      c.append(assertions(composite));
    }
    Path source = Tools.write("definitions.c", c.toString());
    assertThat(Tools.compile(Tools.clang(), source, "bpfel", "-Wno-visibility")).isNotNull();
  }

  private static String assertions(BtfType.Composite type) {
    String name = (type.isUnion() ? "union " : "struct ") + type.name();
    StringBuilder c = new StringBuilder(sizeAssertion(name, type.size()));
    for (BtfType.Member member : type.members()) {
      if (member.bitfieldSize() == 0 && !member.name().isEmpty()) {
        c.append(
            String.format(
                Locale.ROOT,
                "_Static_assert(__builtin_offsetof(%s, %s) == %d, \"offset\");%n",
                name,
                member.name(),
                member.bitOffset() / 8));
      }
    }
    return c.toString();
  }

  private static String sizeAssertion(String type, long size) {
    return String.format(Locale.ROOT, "_Static_assert(sizeof(%s) == %d, \"size\");%n", type, size);
  }

  @DataProvider
  public static Object[][] declarations() {
    BtfBuilder types = BtfBuilder.little();
    int integer = types.integer();
    int anonymous = types.struct("", 4, "m", integer);
    int choice = types.type("", 6, 1, 4, types.string("A"), 1);
    int tag = types.type("user", 18, 0, integer);
    int attribute = types.flagged("noderef", 18, 0, integer);
    int function = types.type("", 13, 1, 0, types.string("a"), integer);
    int constant = types.type("", 10, 0, integer);
    int forward = types.flagged("u", 7, 0, 0);
    int pointerToTag = types.pointer(tag);
    int pointerToAttribute = types.pointer(attribute);
    int arrayOfAnonymous = types.array(anonymous, 3);
    int pointerToConstant = types.pointer(constant);
    int constantArray = types.type("", 10, 0, types.array(constant, 2));
    int pointerToForward = types.pointer(forward);
    int named = types.type("f", 12, 1, function);
    Btf btf = types.parse();
    return new Object[][] {
      {"a type alone", CDeclaration.of(btf, pointerToConstant), "const int *"},
      {"void", CDeclaration.of(btf, 0), "void"},
      {"a function", CDeclaration.of(btf, named), "void f(int a)"},
      {"a forward union", CDeclaration.of(btf, pointerToForward, "x"), "union u *x"},
      {
        "a type tag",
        CDeclaration.of(btf, pointerToTag, "x"),
        "int __attribute__((btf_type_tag(\"user\"))) *x"
      },
      {
        "an attribute",
        CDeclaration.of(btf, pointerToAttribute, "x"),
        "int __attribute__((noderef)) *x"
      },
      {"a qualified array", CDeclaration.of(btf, constantArray, "x"), "const int x[2]"},
      {
        "an anonymous struct",
        CDeclaration.of(btf, arrayOfAnonymous, "x"),
        "struct {\n\tint m;\n} x[3]"
      },
      {
        "an anonymous struct in brief",
        CDeclaration.brief(btf, arrayOfAnonymous, "x"),
        "struct {...} x[3]"
      },
      {"an anonymous enum in brief", CDeclaration.brief(btf, choice, "x"), "enum {...} x"},
      {"a forward's definition", CDeclaration.definition(btf, forward), "union u"},
    };
  }

  @Test(dataProvider = "declarations")
  public void declarationsReadAsC(String name, String found, String expected) {
    assertThat(found).isEqualTo(expected);
  }
}
