package dev.bpfj.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.codegen.support.Beans;
import dev.bpfj.codegen.support.BpfCompiler;
import dev.bpfj.codegen.support.Compiled;
import dev.bpfj.codegen.support.Generated;
import dev.bpfj.codegen.support.Goldens;
import dev.bpfj.object.BpfObjectFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Names that Java does not take or that meet, in a skeleton that is compiled and used. */
public final class NamesTest {
  private Generated names = Generated.none();

  @BeforeClass
  public void open() {
    names = Generated.open("names");
  }

  @AfterClass
  public void close() {
    names.close();
  }

  @DataProvider
  public Object[][] variables() {
    return new Object[][] {
      {"a keyword gets an underscore", "class_", 1},
      {"so does another", "new_", 2},
      {"a literal too", "true_", 3},
      {"the underscore alone", "__", 4},
      {"a method of Object", "hashCode_", 5},
      {"one that a spelling leads to keeps its C name", "get_class", 6},
      {"a method of sections", "is_mapped", 7},
      {"a restricted word is a fine method", "yield", 8},
      {"and another", "record", 9},
      {"of three that meet, the first", "min_us", 10},
      {"of three that meet, the second", "minUs", 11},
      {"of three that meet, the third", "MIN_US", 12},
      {"two that meet each other and a length, the first", "list_length", 23},
      {"two that meet each other and a length, the second", "listLength", 24},
      {"a variable goes before the bytes of another", "textBytes", 25},
      {"a variable goes before an atomic operation", "getAndAddCount", 27},
      {"and before the other one", "compareAndSetCount", 28},
      {"leading underscores go", "leading", 30},
      {"trailing ones too", "trailing", 31},
      {"unless a digit would come first", "_1", 32},
      {"a first word of capitals becomes small", "ipAddress", 33},
      {"a later one stays", "rxIP", 34},
      {"a dollar sign divides words", "dollarName", 35},
    };
  }

  @Test(dataProvider = "variables")
  public void aVariableHasTheNameOfTheRule(String rule, String name, int value) {
    assertThat(Beans.call(names.section("data"), name)).as(rule).isEqualTo(value);
  }

  @Test
  public void derivedNamesYield() {
    Object data = names.section("data");
    assertThat(Beans.call(data, "listLength_")).isEqualTo(3);
    assertThat(Beans.call(data, "textBytes_")).isEqualTo("text\0\0\0\0".getBytes());
    assertThat(Beans.call(data, "getAndAddCount_", 0)).isEqualTo(26);
    assertThat(Beans.call(data, "compareAndSetCount_", 1, 1)).isEqualTo(false);
  }

  @Test
  public void sectionsOfOneSpellingKeepTheirNames() {
    assertThat(Beans.call(names.section("_data_a_b"), "inA")).isEqualTo(40);
    assertThat(Beans.call(names.section("_data_a_b_"), "inB")).isEqualTo(41);
    assertThat(Beans.call(names.section("dataX"), "inC")).isEqualTo(42);
    assertThat(Beans.call(names.section("rodataDataX"), "inD")).isEqualTo(43);
  }

  @Test
  public void aMapAndASectionOfOneNameAreBothThere() {
    Object maps = Beans.call(names.skeleton(), "maps");
    assertThat(Beans.call(Beans.call(maps, "bss"), "name")).isEqualTo("bss");
    assertThat((String) Beans.call(Beans.call(maps, "_bss"), "name")).endsWith(".bss");
    assertThat(Beans.call(Beans.call(maps, "toString_"), "name")).isEqualTo("toString");
  }

  @Test
  public void membersOfStructsYieldToTheMethodsOfViews() {
    Object thing = Beans.call(names.section("data"), "thing_var");
    assertThat(Beans.call(thing, "wrap_")).isEqualTo(50);
    assertThat(Beans.call(thing, "copy_")).isEqualTo(51);
    assertThat(Beans.call(thing, "reader_")).isEqualTo(52);
    assertThat(Beans.call(thing, "toString_")).isEqualTo(53);
    assertThat(Beans.call(names.section("data"), "Thing_var").getClass().getSimpleName())
        .isEqualTo("Thing2");
  }

  @Test
  public void everyRenamingIsNoted() {
    assertThat(names.notes()).containsExactlyElementsOf(Goldens.lines("names.notes"));
  }

  @Test
  public void membersOfRestrictedWordsArePrinted() throws IOException {
    Path object =
        BpfCompiler.compileText(
            "restricted",
            "struct words { int yield, record, var, sealed, permits, when; };\n"
                + "struct rows { int yield[2]; char *record; } rows;\n"
                + "struct words words;\n");
    GeneratedSkeleton skeleton =
        new SkeletonGenerator()
            .generate(
                BpfObjectFile.parse("restricted.bpf.o", Files.readAllBytes(object)),
                new SkeletonRequest("generated", "restricted"));
    Compiled compiled = Compiled.of(skeleton.sources());

    Object words = Beans.create(compiled.load("generated.RestrictedSkel$Words"));
    Beans.call(words, "yield", 5);
    assertThat(words).hasToString("Words[yield=5, record=0, var=0, sealed=0, permits=0, when=0]");
    assertThat(Beans.create(compiled.load("generated.RestrictedSkel$Rows")))
        .hasToString("Rows[yield=[0, 0], record=0x0]");
  }
}
