package dev.bpfj.codegen;

import static dev.bpfj.codegen.support.Beans.call;
import static dev.bpfj.codegen.support.Beans.create;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.codegen.support.BpfCompiler;
import dev.bpfj.codegen.support.Compiled;
import dev.bpfj.object.BpfObjectFile;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.testng.annotations.Test;

/** Objects larger than a Java class can be: they work, or what is missing is said. */
public final class LimitsTest {

  private static GeneratedSkeleton generate(String name, String text) {
    try {
      BpfObjectFile object =
          BpfObjectFile.parse(
              name + ".bpf.o", Files.readAllBytes(BpfCompiler.compileText(name, text)));
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

  @Test
  public void aSectionHasTwelveThousandVariables() {
    GeneratedSkeleton skeleton =
        generate("many", lines(12_500, "unsigned int a_variable_%d = %d + 1;"));
    assertThat(skeleton.notes())
        .extracting(Note::message)
        .containsExactly(
            "many.bpf.o: section \".data\": has more members than a class can, the first 12000 are"
                + " there: members=12500");
    Class<?> data = Compiled.withoutDoclint(skeleton.sources()).load("generated.ManySkel$Data");
    assertThat(Arrays.stream(data.getMethods()).map(Method::getName).toList())
        .contains("aVariable11999");
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
            "types.bpf.o: struct t5000: has no class: it is one too many types for a class:"
                + " limit=5000");
    assertThat(notes.get(200))
        .isEqualTo(
            "types.bpf.o: more members and types that the skeleton does not have as they are:"
                + " count=2800");
    Class<?> type = Compiled.withoutDoclint(skeleton.sources()).load("generated.TypesSkel");
    // Maps, programs, links and .data have one too.
    assertThat(type.getDeclaredClasses()).hasSize(5_004);
  }

  @Test
  public void anEnumOfTooManyConstantsIsANumber() {
    GeneratedSkeleton skeleton =
        generate("constants", "enum big {\n" + lines(2_500, "C%d,") + "};\nenum big big = C3;");
    assertThat(skeleton.notes())
        .extracting(Note::message)
        .containsExactly(
            "constants.bpf.o: enum big: has no class: it has more constants than a class can:"
                + " constants=2500");
    Class<?> data =
        Compiled.withoutDoclint(skeleton.sources()).load("generated.ConstantsSkel$Data");
    assertThat(data.getMethods())
        .filteredOn(method -> method.getName().equals("big") && method.getParameterCount() == 0)
        .extracting("returnType")
        .containsExactly(int.class);
  }
}
