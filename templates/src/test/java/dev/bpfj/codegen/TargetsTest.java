package dev.bpfj.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.codegen.support.BpfCompiler;
import dev.bpfj.codegen.support.Compiled;
import dev.bpfj.object.BpfObjectFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.testng.annotations.Test;

/** One skeleton of the objects that a program became for several architectures. */
public final class TargetsTest {
  private static final String PROGRAM =
      """
      struct event { unsigned first : 3; unsigned : 4; unsigned second : 9; unsigned long time; };
      struct event last = {};
      int count = 7;
      #ifdef BIG
      #define SECTION "kprobe/big"
      #else
      #define SECTION "kprobe/little"
      #endif
      __attribute__((section(SECTION), used)) int on_call(void *ctx) { return ++count; }
      """;

  private static final SkeletonRequest REQUEST =
      new SkeletonRequest("generated", "ProbeSkel", "probe", List.of());

  private static TargetObject target(String name, String program, String... options) {
    Path file = BpfCompiler.compileText("targets-" + name, program, options);
    try {
      BpfObjectFile object = BpfObjectFile.parse(name + ".bpf.o", Files.readAllBytes(file));
      return new TargetObject(name, "probe." + name + ".bpf.o", object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> differences(String program) {
    TargetObject little = target("x86_64", program);
    TargetObject big = target("s390x", program, "--target=bpfeb", "-DBIG");
    try {
      new SkeletonGenerator().generate(List.of(little, big), REQUEST);
      return List.of();
    } catch (TargetsDifferException e) {
      return e.lines();
    }
  }

  @Test
  public void aClassForBothByteOrdersCompilesAndNamesTheObjectOfEachTarget() {
    GeneratedSkeleton skeleton =
        new SkeletonGenerator()
            .generate(
                List.of(
                    target("x86_64", PROGRAM), target("s390x", PROGRAM, "--target=bpfeb", "-DBIG")),
                REQUEST);
    Compiled.of(skeleton.sources()).load("generated.ProbeSkel");
    String source = skeleton.sources().get(0).content();
    assertThat(source)
        .contains(
            """
                      "probe",
                      ObjectFiles.forTargets()
                          .with("x86_64", "probe.x86_64.bpf.o")
                          .with("s390x", "probe.s390x.bpf.o"),
            """)
        .contains(" * <p>It has an object for each of {@code x86_64}, {@code s390x}.\n")
        // Of byte 0 the bits 0 to 2 and 7, in the order of their declaration.
        .contains("StructLayout.bits(0, 0x87)");
  }

  @Test
  public void theSourceOfABigEndianObjectIsThatOfALittleEndianOne() {
    SkeletonGenerator generator = new SkeletonGenerator();
    BpfObjectFile little = target("x86_64", PROGRAM).object();
    BpfObjectFile big = target("s390x", PROGRAM, "--target=bpfeb").object();
    assertThat(generator.generate(big, REQUEST).sources())
        .isEqualTo(generator.generate(little, REQUEST).sources());
  }

  @Test
  public void aVariableThatIsLongerOnOneTargetIsNamedWithBothLayouts() {
    assertThat(
            differences(
                """
                #ifdef BIG
                #define SIZE 16
                #else
                #define SIZE 8
                #endif
                char name[SIZE] = "x";
                int after = 1;
                """))
        .containsExactly(
            "probe.bpf.o: section \".data\": variable \"name\": differs between targets:"
                + " x86_64=\"char name[8], offset 0, size 8\","
                + " s390x=\"char name[16], offset 0, size 16\"",
            "probe.bpf.o: section \".data\": variable \"after\": differs between targets:"
                + " x86_64=\"int after, offset 8, size 4\", s390x=\"int after, offset 16, size 4\"",
            "probe.bpf.o: section \".data\": differs between targets:"
                + " x86_64=\"size 12\", s390x=\"size 20\"");
  }

  @Test
  public void aMemberOfAStructIsNamed() {
    assertThat(
            differences(
                """
                struct event {
                  int pid;
                #ifdef BIG
                  int cpu;
                #else
                  unsigned cpu;
                #endif
                };
                struct event last = {};
                """))
        .containsExactly(
            "probe.bpf.o: type Event (struct event): member \"cpu\": differs between targets:"
                + " x86_64=\"unsigned int cpu, offset 4, size 4\","
                + " s390x=\"int cpu, offset 4, size 4\"");
  }

  @Test
  public void whatOnlyOneTargetHasIsNamed() {
    assertThat(
            differences(
                """
                enum state { IDLE,
                #ifdef BIG
                BUSY = 2
                #else
                BUSY
                #endif
                };
                enum state now = IDLE;
                #ifdef BIG
                int more = 0;
                __attribute__((section("socket"), used)) int extra(void *ctx) { return 0; }
                #endif
                """))
        .contains(
            "probe.bpf.o: type State (enum state): differs between targets:"
                + " x86_64=\"IDLE 0, BUSY 1\", s390x=\"IDLE 0, BUSY 2\"",
            "probe.bpf.o: section \".bss\": variable \"more\": differs between targets:"
                + " x86_64=none, s390x=\"int more, offset 4, size 4\"",
            "probe.bpf.o: program \"extra\": differs between targets: x86_64=none, s390x=\"extra\"");
  }

  @Test
  public void thereMayBeManyDifferences() {
    StringBuilder program = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      program.append("#ifdef BIG\nlong v").append(i).append(" = 1;\n#else\nint v").append(i);
      program.append(" = 1;\n#endif\n");
    }
    assertThat(differences(program.toString()))
        .hasSize(21)
        .last()
        .isEqualTo("probe.bpf.o: more differences between targets: count=31");
  }

  @Test
  public void anObjectThatIsNoneOfAClassIsNotWritten() {
    String other = "#ifdef BIG\nlong x = 1;\n#else\nint x = 1;\n#endif\n";
    assertThatExceptionOfType(TargetsDifferException.class)
        .isThrownBy(
            () ->
                new SkeletonGenerator()
                    .generate(
                        List.of(target("x86_64", other), target("arm64", other, "-DBIG")), REQUEST))
        .withMessageContaining("variable \"x\"");
  }
}
