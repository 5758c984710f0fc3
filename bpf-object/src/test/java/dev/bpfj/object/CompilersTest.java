package dev.bpfj.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.BtfType;
import dev.bpfj.object.btf.CDeclaration;
import dev.bpfj.object.elf.ElfFile;
import dev.bpfj.object.elf.ElfSection;
import dev.bpfj.object.support.Objects;
import dev.bpfj.object.support.Tools;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What the reader finds in real objects, against what the C compiler says about the same types. */
public final class CompilersTest {

  @DataProvider(propagateFailureAsTestFailure = true)
  public static Object[][] compilers() {
    List<Object[]> rows = new ArrayList<>();
    for (String compiler : Tools.clangs()) {
      rows.add(new Object[] {compiler + ", little endian", compiler, "bpfel"});
      rows.add(new Object[] {compiler + ", big endian", compiler, "bpfeb"});
    }
    return rows.toArray(Object[][]::new);
  }

  /** One row of the table that the C source holds. */
  private record Row(String what, long offset, long size, long align) {}

  private static List<Row> rows(Path object) {
    ElfSection table =
        ElfFile.parse("kinds", Tools.bytes(object)).section(".rodata.layout").orElseThrow();
    List<Row> rows = new ArrayList<>();
    for (int at = 0; at < table.size(); at += 60) {
      rows.add(
          new Row(
              table.data().text(at, table.data().cStringLength(at)),
              table.data().u32(at + 48),
              table.data().u32(at + 52),
              table.data().u32(at + 56)));
    }
    return rows;
  }

  @Test(dataProvider = "compilers")
  public void everyLayoutIsTheCompilers(String name, String clang, String target) {
    Path file = Tools.compile(clang, "kinds.bpf.c", target, "-g");
    BpfObjectFile object = Objects.read(file);
    Btf btf = Objects.types(object);
    List<Row> rows = rows(file);
    assertThat(rows).hasSizeGreaterThan(50);
    assertThat(object.byteOrder())
        .isEqualTo(target.equals("bpfel") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    for (Row row : rows) {
      if (row.what().contains(".")) {
        assertMember(btf, row);
      } else {
        assertType(btf, row);
      }
    }
  }

  private static void assertType(Btf btf, Row row) {
    String tag = row.what().substring(row.what().indexOf(' ') + 1);
    int id =
        btf.types()
            .filter(type -> !(type instanceof BtfType.Var) && type.name().equals(tag))
            .mapToInt(BtfType::id)
            .findFirst()
            .orElseThrow();
    assertThat(btf.sizeOf(id)).as(row.what()).isEqualTo(row.size());
    assertThat((long) btf.alignOf(id)).as(row.what()).isEqualTo(row.align());
  }

  private static void assertMember(Btf btf, Row row) {
    String[] names = row.what().split("[ .]");
    BtfType.Composite type = Objects.type(btf, BtfType.Composite.class, names[1]);
    BtfType.Member member =
        type.members().stream().filter(m -> m.name().equals(names[2])).findFirst().orElseThrow();
    assertThat(member.bitOffset()).as(row.what()).isEqualTo(row.offset() * 8);
    assertThat(btf.sizeOf(member.type())).as(row.what()).isEqualTo(row.size());
  }

  @Test(dataProvider = "compilers")
  public void bitfieldsKeepPlaceAndWidth(String name, String clang, String target) {
    Btf btf = Objects.types(Objects.read(Tools.compile(clang, "kinds.bpf.c", target, "-g")));
    List<String> found =
        Objects.type(btf, BtfType.Composite.class, "bits").members().stream()
            .map(member -> member.name() + " " + member.bitOffset() + ":" + member.bitfieldSize())
            .toList();
    // The C standard's rules, written out: an unnamed field takes room and is no member.
    assertThat(found)
        .containsExactly(
            "low 0:3", "middle 3:5", "high 12:20", "flag 32:1", "far 64:40", "color 104:4");
  }

  @Test(dataProvider = "compilers")
  public void enumsKeepTheirValues(String name, String clang, String target) {
    Btf btf = Objects.types(Objects.read(Tools.compile(clang, "kinds.bpf.c", target, "-g")));
    assertThat(Objects.type(btf, BtfType.Enumeration.class, "color").enumerators())
        .extracting(BtfType.Enumerator::value)
        .containsExactly(0L, 5L, 6L);
    if (!clang.equals("clang-14")) {
      assertThat(Objects.type(btf, BtfType.Enumeration.class, "wide").enumerators())
          .extracting(BtfType.Enumerator::value)
          .containsExactly(0L, 0x100000000L);
      assertThat(Objects.type(btf, BtfType.Enumeration.class, "wide_negative").enumerators())
          .extracting(BtfType.Enumerator::value)
          .containsExactly(-0x100000000L, 0L);
    }
    BtfType.Enumeration negative = Objects.type(btf, BtfType.Enumeration.class, "negative");
    assertThat(negative.signed()).isTrue();
    assertThat(negative.enumerators())
        .extracting(BtfType.Enumerator::value)
        .containsExactly(-2L, 2L);
  }

  @DataProvider
  public Object[][] allOnes() {
    return new Object[][] {
      {"clang 19 says that it is unsigned", "clang-19", false, 0xffff_ffffL},
      {"clang 14 does not, and it may be an error number", "clang-14", false, -1L},
      {"nobody knows once the compiler's name is stripped", "clang-19", true, -1L},
    };
  }

  @Test(dataProvider = "allOnes")
  public void aConstantThatMayBeNegativeIsTakenAsItsCompilerWroteIt(
      String row, String clang, boolean stripped, long value) {
    Path source = Tools.write("ones.bpf.c", "enum any { ANY = 0xffffffffu, ONE = 1 } any = ONE;\n");
    Path file = Tools.compile(clang, source, "bpfel", "-g");
    if (stripped) {
      Path whole = file;
      file = whole.resolveSibling("stripped.o");
      Tools.run(List.of(Tools.llvm("llvm-strip"), "-g", whole.toString(), "-o", file.toString()));
    }
    BtfType.Enumeration any =
        Objects.type(Objects.types(Objects.read(file)), BtfType.Enumeration.class, "any");
    assertThat(any.enumerators().get(0).value()).isEqualTo(value);
  }

  @Test(dataProvider = "compilers")
  public void anInnerMapOfWhatIsOnlyDeclaredIsNamedWithItsCure(
      String name, String clang, String target) {
    String source =
        """
        #include <linux/bpf.h>
        #include <bpf/bpf_helpers.h>
        struct stats { __u64 a; int b; };
        struct inner {
          __uint(type, BPF_MAP_TYPE_HASH);
          __uint(max_entries, 4);
          __type(key, int);
          __type(value, struct stats);
        };
        struct {
          __uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
          __uint(max_entries, 2);
          __type(key, int);
          __array(values, struct inner);
        } outer SEC(".maps");
        """;
    String cure = "const struct stats *unused __attribute__((unused));";
    Path declared = Tools.compile(clang, Tools.write("declared.bpf.c", source), target, "-g");
    assertThatThrownBy(() -> Objects.read(declared))
        .isInstanceOf(MalformedObjectException.class)
        .hasMessageEndingWith(
            "map \"outer.inner\": attribute \"value\" is of struct stats, which BTF only declares;"
                + " have it defined there by a global variable: "
                + cure);
    Path cured = Tools.compile(clang, Tools.write("cured.bpf.c", source + cure), target, "-g");
    ObjectMap inner = Objects.read(cured).maps().get(0).inner().orElseThrow();
    assertThat(inner.valueSize()).isEqualTo(16);
  }

  @Test(dataProvider = "compilers")
  public void bothByteOrdersGiveTheSameModel(String name, String clang, String target) {
    for (String source : List.of("maps", "sections", "programs", "externs", "struct_ops")) {
      BpfObjectFile object = Objects.read(Tools.compile(clang, source + ".bpf.c", target, "-g"));
      BpfObjectFile other =
          Objects.read(
              Tools.compile(
                  clang, source + ".bpf.c", target.equals("bpfel") ? "bpfeb" : "bpfel", "-g"));
      assertThat(object.maps()).isEqualTo(other.maps());
      assertThat(object.programs()).isEqualTo(other.programs());
      assertThat(object.dataSections()).isEqualTo(other.dataSections());
      assertThat(object.ksyms()).isEqualTo(other.ksyms());
      assertThat(object.structOps()).isEqualTo(other.structOps());
      assertThat(object.license()).isEqualTo(other.license());
    }
  }

  @Test
  public void withoutDebugInformationThereAreNoTypesAndNoVariables() {
    BpfObjectFile object =
        Objects.read(Tools.compile(Tools.clang(), "sections_no_maps.bpf.c", "bpfel"));
    assertThat(object.btf()).isEmpty();
    assertThat(object.programs()).extracting(ObjectProgram::name).containsExactly("use");
    assertThat(object.dataSections()).extracting(DataSection::name).containsExactly(".bss");
    assertThat(object.dataSections().get(0).mmapable()).isFalse();
    assertThat(object.lines(object.programs().get(0))).isEmpty();
    assertThat(object.function(object.programs().get(0))).isEmpty();
  }

  @Test
  public void everyVariableIsDeclaredAsItsSourceSays() {
    String source = new String(Tools.bytes(Tools.SOURCES.resolve("declarations.bpf.c")));
    String lines =
        source.substring(source.indexOf("/* declarations */\n"), source.indexOf("/* end */"));
    BpfObjectFile object = Objects.read(Tools.compile("declarations.bpf.c"));
    Btf btf = Objects.types(object);
    List<String> printed =
        btf.types()
            .filter(BtfType.Var.class::isInstance)
            .map(variable -> CDeclaration.of(btf, variable.id()))
            .toList();
    for (String declaration : lines.split("\n(?=[a-z_])")) {
      if (declaration.startsWith("/*")) {
        continue;
      }
      String wanted =
          declaration.replaceAll(" = 0;\\s*$", ";").replaceAll("\\[\\.+]", "[]").strip();
      assertThat(printed.stream().map(text -> text + ";").toList()).contains(wanted);
    }
    assertThat(printed).hasSizeGreaterThan(30);
  }
}
