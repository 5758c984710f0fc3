package dev.bpfj.object.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.object.BtfFile;
import dev.bpfj.object.MalformedObjectException;
import dev.bpfj.object.support.BtfBuilder;
import dev.bpfj.object.support.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Headers that the compiler reads, and what it makes of them. */
public final class CHeaderTest {
  private static final Path OUTPUT = Path.of("target/test-headers").toAbsolutePath();

  private static String body(BtfBuilder btf) {
    return CHeader.of(btf.parse(), false)
        .text()
        .replaceAll("(?s)^.*?__VMLINUX_H__\n#define __VMLINUX_H__\n\n", "")
        .replace("#endif /* __VMLINUX_H__ */\n", "");
  }

  /** Compiles a program that includes a header, without any other; gives the object. */
  private static Path compile(String name, CHeader header, String program, String... flags)
      throws IOException {
    Path directory = Files.createDirectories(OUTPUT.resolve(name));
    Files.writeString(directory.resolve("vmlinux.h"), header.text());
    Path source = directory.resolve("test.c");
    Files.writeString(source, "#include \"vmlinux.h\"\n" + program);
    Path object = directory.resolve("test.o");
    List<String> command = new ArrayList<>(List.of(Tools.tool(Tools.clang())));
    command.addAll(List.of("-target", "bpf", "-g", "-O2", "-Wall", "-Werror", "-nostdinc"));
    command.addAll(List.of(flags));
    command.addAll(List.of("-c", source.toString(), "-o", object.toString()));
    Tools.run(command);
    return object;
  }

  /** Types as the compiler describes them. */
  private static Btf compiled(String name, String program) throws IOException {
    Path directory = Files.createDirectories(OUTPUT.resolve(name));
    Path source = directory.resolve("types.c");
    Files.writeString(source, program);
    return BtfFile.read(Tools.compile(Tools.clang(), source, "bpf", "-g")).types();
  }

  @DataProvider
  public static Object[][] layouts() {
    return new Object[][] {
      {"bitfields", "struct s { int a: 3; int: 5; unsigned b: 9; long c; char d: 1; };"},
      {"gaps", "struct s { char a; int b __attribute__((aligned(64))); };"},
      {"packed", "struct s { char a; int b; long c; } __attribute__((packed));"},
      {"packed within", "struct p { int a; } __attribute__((packed)); struct s { struct p p; };"},
      {
        "union that is larger than its members",
        "union u { int a; } __attribute__((aligned(64)));" + " struct s { char c; union u u; };"
      },
      {
        "packed union",
        "union u { int a; char b[5]; } __attribute__((packed));"
            + " struct s { char c; union u u; };"
      },
      {
        "small enums",
        "enum e { A = 1 } __attribute__((packed));"
            + " enum f { B = 300 } __attribute__((packed)); struct s { enum e e; enum f f; };"
      },
      {
        "large enums",
        "enum e { A = 1ULL << 40 }; enum f { B = -1LL << 40 };"
            + " struct s { enum e e; enum f f; };"
      },
      {"flexible array", "struct s { int n; char data[]; };"},
      {"numbers", "struct s { __int128 a; double b; _Bool c; long long d; unsigned short e; };"},
      {"pointers to functions", "struct s { int (*(*f[2])(struct s *, void (*)(int, ...)))[3]; };"},
      {"qualifiers", "struct s { const volatile int *restrict const p; const char a[3][4]; };"},
      {
        "types of each other",
        "struct b; typedef struct b b_t; struct s { b_t *b; int n; };"
            + " struct b { struct s s; b_t *next; }; struct b other;"
      },
      {"anonymous members", "struct s { struct { int a; union { int b; long c; }; }; int d; };"},
    };
  }

  @Test(dataProvider = "layouts")
  public void theCompilerGivesTypesTheLayoutThatTheyHad(String name, String types)
      throws IOException {
    Btf before = compiled(name, types + "struct s v;");
    Path object = compile(name, CHeader.of(before, false), "struct s v;");
    Btf after = BtfFile.read(object).types();
    assertThat(members(after, "s")).isNotEmpty().isEqualTo(members(before, "s"));
    assertThat(after.sizeOf(variable(after))).isEqualTo(before.sizeOf(variable(before)));
  }

  private static int variable(Btf btf) {
    return ((BtfType.Var) btf.declaration("v").orElseThrow()).type();
  }

  private static List<String> members(Btf btf, String name) {
    BtfType.Composite type =
        btf.types()
            .filter(BtfType.Composite.class::isInstance)
            .map(BtfType.Composite.class::cast)
            .filter(found -> found.name().equals(name))
            .findFirst()
            .orElseThrow();
    return type.members().stream()
        .map(
            member ->
                member.name()
                    + " at "
                    + member.bitOffset()
                    + ": "
                    + (member.bitfieldSize() > 0
                        ? member.bitfieldSize()
                        : btf.sizeOf(member.type()) * 8))
        .toList();
  }

  @Test
  public void tagsReachTheCompilerAgain() throws IOException {
    String types =
        "#define T(t) __attribute__((btf_type_tag(t)))\n"
            + "#define D(t) __attribute__((btf_decl_tag(t)))\n"
            + "typedef int number D(\"a typedef's\");\n"
            + "struct s { int T(\"user\") *a D(\"a member's\"); number b; } D(\"quote \\\" ??/\");\n"
            + "struct s v;";
    Btf before = compiled("tags", types);
    Path object = compile("tags", CHeader.of(before, false), "struct s v;");
    assertThat(tags(BtfFile.read(object).types()))
        .containsExactlyInAnyOrderElementsOf(tags(before))
        .hasSize(4);
  }

  private static List<String> tags(Btf btf) {
    return btf.types()
        .filter(type -> type instanceof BtfType.TypeTag || type instanceof BtfType.DeclTag)
        .map(
            type ->
                type.getClass().getSimpleName()
                    + type.name()
                    + (type instanceof BtfType.DeclTag tag ? tag.component() : ""))
        .toList();
  }

  @Test
  public void aNamedStructWithoutAMembersNameIsWrittenOut() throws IOException {
    BtfBuilder btf = BtfBuilder.little();
    int integer = btf.integer();
    int inner = btf.struct("inner", 4, "a", integer);
    btf.type("s", 4, 2, 8, btf.string(""), inner, 0, btf.string("b"), integer, 32);
    compile(
        "embedded",
        CHeader.of(btf.parse(), true),
        "_Static_assert(__builtin_offsetof(struct s, a) == 0, \"\");\n"
            + "_Static_assert(__builtin_offsetof(struct s, b) == 4, \"\");\n");
  }

  @Test
  public void typesOfOneNameGetNamesThatRelocationsIgnore() {
    BtfBuilder btf = BtfBuilder.little();
    int integer = btf.integer();
    btf.struct("s", 4, "a", integer);
    btf.struct("s", 4, "b", integer);
    btf.type("s", 5, 1, 4, btf.string("c"), integer, 0);
    btf.typedef("t", integer);
    btf.type("", 6, 2, 4, btf.string("t"), 0, btf.string("u"), 1);
    btf.typedef("u", integer);
    assertThat(body(btf))
        .contains("struct s {\n\tint a;\n};", "struct s___2 {\n\tint b;\n};")
        .contains("union s___3 {\n\tint c;\n};")
        .contains("typedef int t;", "\tt___2 = 0,\n\tu = 1,\n", "typedef int u___2;");
  }

  @Test
  public void aDeclarationIsOfTheFirstDefinitionOfItsKind() {
    BtfBuilder btf = BtfBuilder.little();
    int forward = btf.type("s", 7, 0, 0);
    int integer = btf.integer();
    btf.struct("user", 8, "p", btf.pointer(forward));
    btf.struct("s", 4, "a", integer);
    assertThat(body(btf))
        .isEqualTo(
            "struct s;\n\nstruct user {\n\tstruct s *p;\n};\n\nstruct s {\n\tint a;\n};\n\n");
  }

  @Test
  public void anAnonymousEnumOfTwoMembersIsWrittenTwiceWithConstantsOfDifferentNames()
      throws IOException {
    Btf before = compiled("enum-twice", "struct s { enum { A, B } a, b; }; struct s v;");
    Path object = compile("enum-twice", CHeader.of(before, false), "struct s v;");
    assertThat(members(BtfFile.read(object).types(), "s")).isEqualTo(members(before, "s"));
  }

  @Test
  public void wordsOfC23AreLeftToIt() throws IOException {
    Btf btf = compiled("c23", "typedef _Bool bool; enum { false, true } w; bool v;");
    for (String standard : List.of("-std=gnu17", "-std=c23")) {
      compile("c23", CHeader.of(btf, true), "bool v = true;", standard);
    }
  }

  @Test
  public void wantedTypesComeWithWhatTheyNeedAndNothingElse() throws IOException {
    Btf btf =
        compiled(
            "wanted",
            "struct far { int a; }; struct near { int b; }; struct other { int c; };"
                + "enum e { ONE, TWO };"
                + "typedef struct near near_t; struct s { near_t n; struct far *f; };"
                + "struct s v; struct other o; enum e e; struct far f;");
    CHeader header = CHeader.of(btf, List.of("s", "TWO"), false);
    assertThat(header.text())
        .contains("struct near {", "typedef struct near near_t;", "struct far;", "enum e {")
        .doesNotContain("struct far {", "other");
    compile("wanted", header, "struct s v; int two = TWO;");
    assertThat(CHeader.unknown(btf, List.of("s", "TWO", "thing", "v")))
        .containsExactly("thing", "v");
  }

  @Test
  public void aModulesTypesGoOnWhereTheKernelsEnd() {
    BtfBuilder kernel = BtfBuilder.little();
    int integer = kernel.integer();
    int sock = kernel.struct("sock", 4, "state", integer);
    BtfBuilder module = new BtfBuilder(kernel);
    module.struct("veth", 4, "sock", sock);
    Btf both = Btf.parse(module.region(), kernel.parse());
    assertThat(both.count()).isEqualTo(3);
    assertThat(CHeader.of(both, false).text())
        .contains("struct sock {\n\tint state;\n};\n\nstruct veth {\n\tstruct sock sock;\n};");
    assertThat(Btf.isSplit(module.region())).isTrue();
    assertThat(Btf.isSplit(kernel.region())).isFalse();
    assertThatThrownBy(module::parse)
        .isInstanceOf(MalformedObjectException.class)
        .hasMessage(
            "test.o: section \".BTF\", strings: begins with no zero byte, as that of a kernel"
                + " module, which adds to the kernel's types: give those too");
  }

  @DataProvider
  public static Object[][] hostile() {
    String injection = "x; int injected";
    return new Object[][] {
      row("name of a struct", b -> b.struct(injection, 4, "a", b.integer()), name(2)),
      row("name of a member", b -> b.struct("s", 4, injection, b.integer()), name(2)),
      row("name of a typedef", b -> b.typedef(injection, b.integer()), name(2)),
      row("name of an enum", b -> b.type(injection, 6, 1, 4, b.string("A"), 0), name(1)),
      row("name of a constant", b -> b.type("e", 6, 1, 4, b.string(injection), 0), name(1)),
      row("name of a declaration", b -> b.type(injection, 7, 0, 0), name(1)),
      row(
          "attribute of a type",
          b -> b.typedef("t", b.pointer(b.flagged("a)) int b; //", 18, 0, b.integer()))),
          "type 2: text is not a C attribute: text=\"a)) int b; //\""),
      row(
          "tag of two lines",
          b -> b.type("two\nlines", 17, 0, b.typedef("t", b.integer()), -1),
          "type 3: tag is not plain text: text=\"two\\u000alines\""),
      row(
          "typedef of a pointer to itself",
          b -> b.typedef("t", b.pointer(1 + b.count() + 1)),
          "type 2: cannot be written in C: is part of itself: TYPEDEF"),
      row(
          "struct in itself",
          b -> b.struct("s", 4, "a", 1 + b.count()),
          "type 1: cannot be written in C: is part of itself: STRUCT"),
    };
  }

  private static String name(int id) {
    return "type " + id + ": name is not a C identifier: name=\"x; int injected\"";
  }

  private static Object[] row(String what, Consumer<BtfBuilder> types, String message) {
    return new Object[] {what, types, message};
  }

  @Test(dataProvider = "hostile")
  public void whatCCannotHaveIsRefused(String what, Consumer<BtfBuilder> types, String message) {
    BtfBuilder btf = BtfBuilder.little();
    types.accept(btf);
    assertThatThrownBy(() -> CHeader.of(btf.parse(), true))
        .isInstanceOf(MalformedObjectException.class)
        .hasMessage("test.o: section \".BTF\", types: " + message);
  }

  @Test
  public void namesOfIntegersAndParametersAreNotCopied() throws IOException {
    BtfBuilder btf = BtfBuilder.little();
    int odd = btf.type("int; int injected", 1, 0, 4, 32);
    int own = btf.type("ssizetype", 1, 0, 8, 1 << 24 | 64);
    int prototype = btf.type("", 13, 1, odd, btf.string("a); int b("), own);
    btf.typedef("t", btf.pointer(prototype));
    CHeader header = CHeader.of(btf.parse(), false);
    assertThat(header.text())
        .contains("typedef signed long long ssizetype;")
        .contains("typedef unsigned int (*t)(ssizetype);");
    compile("numbers-own", header, "t v;");
  }

  @Test
  public void structsThatGrowWithEachOtherEndAtALimit() {
    BtfBuilder btf = BtfBuilder.little();
    int inner = btf.integer();
    int size = 4;
    for (int depth = 0; depth < 27; depth++) {
      size *= 2;
      inner =
          btf.type("", 4, 2, size, btf.string("a"), inner, 0, btf.string("b"), inner, size * 4L);
    }
    btf.typedef("t", inner);
    assertThatThrownBy(() -> CHeader.of(btf.parse(), true))
        .isInstanceOf(MalformedObjectException.class)
        .hasMessage(
            "test.o: types: cannot be written in C: nested too deep, with too large gaps between"
                + " members, or longer than 33554432 characters");
  }
}
