package dev.bpfj.codegen;

import static dev.bpfj.codegen.support.Beans.call;
import static dev.bpfj.codegen.support.Beans.constant;
import static dev.bpfj.codegen.support.Beans.create;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.codegen.support.BpfCompiler;
import dev.bpfj.codegen.support.Compiled;
import dev.bpfj.object.BpfObjectFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Objects larger than a Java class can be: they work, or what is missing is said. */
public final class LimitsTest {

  private static GeneratedSkeleton generate(String name, String text, String... options) {
    return generate(name, BpfCompiler.compileText(name, text, options));
  }

  private static GeneratedSkeleton generate(String name, Path file) {
    try {
      BpfObjectFile object = BpfObjectFile.parse(name + ".bpf.o", Files.readAllBytes(file));
      return new SkeletonGenerator().generate(object, new SkeletonRequest("generated", name));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String lines(int count, String format) {
    return IntStream.range(0, count)
        .mapToObj(i -> format.replace("%p", Integer.toString(i - 1)).replace("%d", "" + i))
        .collect(Collectors.joining("\n"));
  }

  private static Object open(String name, GeneratedSkeleton skeleton) {
    Compiled compiled =
        Compiled.withoutDoclint(skeleton.sources())
            .withResource("generated/" + name + ".bpf.o", BpfCompiler.compiledText(name));
    return call(compiled.load("generated." + skeleton.sources().get(0).className()), "open");
  }

  @Test
  public void aSectionHasTwelveThousandVariables() {
    GeneratedSkeleton skeleton =
        generate("many", lines(12_500, "unsigned int a_variable_%d = %d + 1;"));
    assertThat(skeleton.notes()).isEmpty();

    Object opened = open("many", skeleton);
    Object data = call(opened, "data");
    assertThat(data.getClass().getSimpleName()).isEqualTo("Data");
    for (int i : List.of(0, 1_999, 2_000, 12_000, 12_499)) {
      assertThat(call(data, "aVariable" + i)).isEqualTo(i + 1L);
      call(data, "aVariable" + i, 7L * i);
      assertThat(call(data, "aVariable" + i)).isEqualTo(7L * i);
    }
    call(opened, "close");
  }

  @Test
  public void aStructHasTwentyThousandMembers() {
    GeneratedSkeleton skeleton =
        generate(
            "members",
            "struct wide {\n"
                + lines(10_000, "int c%d; unsigned int i%d;")
                + "int rest[];\n} wide = {.c9999 = 5, .i9999 = 6, .i0 = 7};");
    assertThat(skeleton.notes()).isEmpty();

    Object opened = open("members", skeleton);
    Object wide = call(call(opened, "data"), "wide");
    assertThat(call(wide, "c9999")).isEqualTo(5);
    assertThat(call(wide, "i9999")).isEqualTo(6L);
    Object copy = call(wide, "copy");
    assertThat(copy).isEqualTo(wide).hasSameHashCodeAs(wide).isNotSameAs(wide);
    assertThat(copy.toString()).startsWith("Wide[c0=0, i0=7, c1=0,");
    call(copy, "i5000", 8L);
    assertThat(copy).isNotEqualTo(wide);
    assertThat(call(copy, "i5000")).isEqualTo(8L);
    call(opened, "close");
  }

  @Test
  public void manyStructsOfOneLargePartHaveAnEnd() {
    GeneratedSkeleton skeleton =
        generate(
            "repeated",
            "struct part {\n"
                + lines(15_000, "char c%d;")
                + "};\n"
                + lines(20, "struct s%d { struct part; int x; } v%d;"),
            "-fms-extensions");
    List<String> notes = skeleton.notes().stream().map(Note::message).toList();
    assertThat(notes)
        .hasSize(14)
        .startsWith(
            "repeated.bpf.o: struct s13: has no class: it has too many members beside those of"
                + " other types: limit=200000")
        .contains(
            "repeated.bpf.o: section \".bss\": variable \"v13\": has no accessors: struct s13 has"
                + " too many members beside those of other types: limit=200000");
  }

  @Test
  public void aStructIsNestedAThousandDeep() {
    GeneratedSkeleton skeleton =
        generate(
            "deep",
            "struct s0 { char c; int x; };\n"
                + lines(1_000, "struct s%d { char c; struct s%p s; };")
                    .replace("struct s0 { char c; struct s-1 s; };", "")
                + "struct s999 deep = {1};");
    assertThat(skeleton.notes()).isEmpty();
    Compiled compiled = Compiled.withoutDoclint(skeleton.sources());
    Object outer = create(compiled.load("generated.DeepSkel$S999"));
    Object inner = outer;
    for (int i = 0; i < 999; i++) {
      inner = call(inner, "s");
    }
    call(inner, "x", 7);
    assertThat(call(outer, "copy")).isEqualTo(outer).hasSameHashCodeAs(outer);
    assertThat(outer.toString()).contains("S0[c=0, x=7]");
    call(inner, "x", 8);
    Object other = create(compiled.load("generated.DeepSkel$S999"));
    assertThat(other).isNotEqualTo(outer);
  }

  @Test
  public void aStructIsNestedTooDeep() {
    GeneratedSkeleton skeleton =
        generate(
            "deeper",
            "struct s0 { char c; int x; };\n"
                + lines(2_500, "struct s%d { char c; struct s%p s; };")
                    .replace("struct s0 { char c; struct s-1 s; };", "")
                + "struct s2499 deep = {1};");
    assertThat(skeleton.notes())
        .extracting(Note::message)
        .containsExactly(
            "deeper.bpf.o: struct s500: member \"s\": has no accessors: struct s499 is nested too"
                + " deep: limit=2000",
            "deeper.bpf.o: struct s499: has no class: it is nested too deep: limit=2000");
  }

  @Test
  public void typesBehindPointersCostNothing() {
    GeneratedSkeleton skeleton =
        generate(
            "wide",
            lines(10_000, "struct t%d { int a; };\n")
                + "struct { "
                + lines(10_000, "struct t%d *p%d;")
                + " } wide;");
    assertThat(skeleton.notes()).isEmpty();
    Class<?> type = Compiled.withoutDoclint(skeleton.sources()).load("generated.WideSkel");
    assertThat(Arrays.stream(type.getDeclaredClasses()).map(Class::getSimpleName))
        .filteredOn(name -> !name.startsWith("WidePart"))
        .containsExactlyInAnyOrder("Maps", "Progs", "Links", "Bss", "Wide");
  }

  @Test
  public void ofManyTypesTheFirstFiveThousandHaveClassesAndTheLogIsBounded() {
    GeneratedSkeleton skeleton =
        generate("types", lines(6_500, "struct t%d { int a; };\nstruct t%d v%d = {1};"));

    List<String> notes = skeleton.notes().stream().map(Note::message).toList();
    assertThat(notes).hasSize(201);
    assertThat(notes.get(0))
        .isEqualTo(
            "types.bpf.o: struct t5000: has no class: it exceeds the number of types that can have a class:"
                + " limit=5000");
    assertThat(notes.get(200))
        .isEqualTo(
            "types.bpf.o: more members and types that the skeleton does not have as they are:"
                + " count=2800");
    Class<?> type = Compiled.withoutDoclint(skeleton.sources()).load("generated.TypesSkel");
    // Maps, programs, links and .data have one too, the last one in four parts.
    assertThat(type.getDeclaredClasses()).hasSize(5_008);
  }

  @DataProvider
  public Object[][] largeEnums() {
    return new Object[][] {
      {"one class has the constants", "ten", 10_000, "", 3},
      {"several classes have them", "more", 25_000, "", 3},
      {"they are of 64 bits", "wide", 10_001, "LAST = 0x100000000ULL", 3L},
    };
  }

  @Test(dataProvider = "largeEnums")
  public void anEnumOfManyConstantsIsAClassOfNumbers(
      String row, String name, int constants, String more, Number third) {
    String text = "enum big {\n" + lines(constants, "C%d,") + more + "};\nenum big big = C3;";
    GeneratedSkeleton skeleton =
        generate(name, BpfCompiler.compileTextWith("clang-19", name, text));
    assertThat(skeleton.notes())
        .extracting(Note::message)
        .containsExactly(
            name
                + ".bpf.o: enum big: is a class of numbers, for it has more constants than an enum"
                + " of Java can: constants="
                + (more.isEmpty() ? constants : constants + 1));

    Object opened = open(name, skeleton);
    assertThat(call(call(opened, "data"), "big")).isEqualTo(third);
    Class<?> big =
        Arrays.stream(opened.getClass().getClasses())
            .filter(type -> type.getSimpleName().equals("Big"))
            .findFirst()
            .orElseThrow();
    assertThat(constant(big, "C3")).isEqualTo(third);
    assertThat(((Number) constant(big, "C" + (constants - 1))).longValue())
        .isEqualTo(constants - 1);
    call(opened, "close");
  }
}
