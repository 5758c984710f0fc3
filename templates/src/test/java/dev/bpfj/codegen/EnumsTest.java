package dev.bpfj.codegen;

import static dev.bpfj.codegen.support.Beans.call;
import static dev.bpfj.codegen.support.Beans.constant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.codegen.support.BpfCompiler;
import dev.bpfj.codegen.support.Compiled;
import dev.bpfj.codegen.support.Generated;
import dev.bpfj.object.BpfObjectFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Enums as each compiler describes them; what a constant's number is, the object itself says. */
public final class EnumsTest {
  private static final String SIGNED =
      """
      enum verdict { DENY = -1, ALLOW = 1 };
      enum __attribute__((packed)) tiny { LESS = -1, MORE = 1 };
      enum __attribute__((packed)) small { LOW = -300, TOP = 300 };
      enum distant { FAR = -100000, NEAR = 5 };
      struct bits { enum verdict verdict : 4; enum distant distant : 18; };

      enum verdict verdict = DENY;
      enum tiny tiny = LESS;
      enum small small = LOW;
      enum distant distant = FAR;
      struct bits bits = { DENY, FAR };

      long long deny_number = DENY, allow_number = ALLOW, less_number = LESS, more_number = MORE;
      long long low_number = LOW, top_number = TOP, far_number = FAR, near_number = NEAR;
      """;

  private static final String UNSIGNED =
      """
      enum flags { SOME = 1, HIGH = 0xf0000000u };
      struct bits { enum flags flags : 32; };

      enum flags flags = HIGH;
      struct bits bits = { HIGH };

      long long high_number = HIGH, some_number = SOME;
      """;

  @DataProvider
  public Object[][] fields() {
    Object[][] all = {
      {SIGNED, "verdict", "Verdict", "DENY", "ALLOW"},
      {SIGNED, "tiny", "Tiny", "LESS", "MORE"},
      {SIGNED, "small", "Small", "LOW", "TOP"},
      {SIGNED, "distant", "Distant", "FAR", "NEAR"},
      {SIGNED, "bits.verdict", "Verdict", "DENY", "ALLOW"},
      {SIGNED, "bits.distant", "Distant", "FAR", "NEAR"},
      {UNSIGNED, "flags", "Flags", "HIGH", "SOME"},
      {UNSIGNED, "bits.flags", "Flags", "HIGH", "SOME"},
    };
    return List.of("clang-14", "clang-19", "bpf-gcc").stream()
        .flatMap(compiler -> List.of(all).stream().map(row -> row(compiler, row)))
        // GCC 12 leaves out constants that no int is.
        .filter(row -> !row[0].equals("bpf-gcc") || row[1].equals(SIGNED))
        .toArray(Object[][]::new);
  }

  private static Object[] row(String compiler, Object[] rest) {
    return new Object[] {compiler, rest[0], rest[1], rest[2], rest[3], rest[4]};
  }

  @Test(dataProvider = "fields")
  public void aConstantHasTheNumberThatCSays(
      String compiler, String source, String path, String type, String initial, String other) {
    Object skeleton = open(compiler, source);
    Object data = call(skeleton, "data");
    String[] names = path.split("\\.");
    String field = names[names.length - 1];
    Object place = names.length == 1 ? data : call(data, names[0]);
    assertThat(call(place, field)).hasToString(initial);
    assertThat(number(call(place, field + "Value"))).isEqualTo(number(data, initial));
    for (String name : List.of(other, initial)) {
      Object constant = constant(nested(skeleton, type), name);
      assertThat(number(call(constant, "value"))).isEqualTo(number(data, name));
      call(place, field, constant);
      assertThat(call(place, field)).isSameAs(constant);
      assertThat(number(call(place, field + "Value"))).isEqualTo(number(data, name));
    }
    call(skeleton, "close");
  }

  private static long number(Object data, String constant) {
    return number(call(data, constant.toLowerCase(Locale.ROOT) + "Number"));
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }

  private static Class<?> nested(Object skeleton, String name) {
    return List.of(skeleton.getClass().getClasses()).stream()
        .filter(type -> type.getSimpleName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Object open(String compiler, String source) {
    String name = (source.equals(SIGNED) ? "signed_" : "unsigned_") + compiler.replace('-', '_');
    GeneratedSkeleton skeleton = generate(compiler, name, source);
    Compiled compiled =
        Compiled.of(skeleton.sources())
            .withResource("generated/" + name + ".bpf.o", BpfCompiler.compiledText(name));
    return call(compiled.load("generated." + skeleton.sources().get(0).className()), "open");
  }

  private static GeneratedSkeleton generate(String compiler, String name, String source) {
    try {
      byte[] bytes = Files.readAllBytes(BpfCompiler.compileTextWith(compiler, name, source));
      return new SkeletonGenerator()
          .generate(
              BpfObjectFile.parse(name + ".bpf.o", bytes),
              new SkeletonRequest(Generated.PACKAGE, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  public void constantsThatTheCompilerCutAreNotGuessed() {
    String source = "enum wide { NEAR, FAR = 0x100000000ULL }; enum wide wide = FAR;";
    assertThat(generate("clang-14", "cut", source).notes())
        .extracting(Note::message)
        .containsExactly(
            "cut.bpf.o: enum wide: has no class: it is of 8 bytes, of which the compiler wrote 4;"
                + " compile with clang 15 or later");
    assertThat(generate("clang-19", "whole", source).notes()).isEmpty();
  }

  @Test
  public void unsignedConstantsOfEightBytesAreDocumentedAsUnsigned() {
    String source = "enum wide { ALL = 0xffffffffffffffffULL }; enum wide wide = ALL;";
    assertThat(generate("clang-19", "all_ones", source).sources().get(0).content())
        .contains("/** {@code ALL}, 18446744073709551615. */\n    ALL(-1L),");
  }
}
