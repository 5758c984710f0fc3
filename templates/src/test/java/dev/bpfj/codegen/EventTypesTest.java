package dev.bpfj.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.codegen.support.BpfCompiler;
import dev.bpfj.codegen.support.Generated;
import dev.bpfj.object.BpfObjectFile;
import dev.bpfj.object.MalformedObjectException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * The types of records, which no variable and no map is of: which have classes, and what is said.
 */
public final class EventTypesTest {
  private static final String EXAMPLE_OF_USE =
      "const struct event *unused __attribute__((unused));";

  private static final String USES =
      """
      SEC("raw_tp/sys_enter")
      int handle(void *ctx)
      {
      	struct event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);

      	if (event) {
      		event->pid = 1;
      		bpf_ringbuf_submit(event, 0);
      	}
      	return 0;
      }
      char LICENSE[] SEC("license") = "GPL";
      """;

  private static String program(String attributes, String map, String more) {
    return """
        #include <linux/bpf.h>
        #include <bpf/bpf_helpers.h>
        struct inner { long nanos; };
        struct event { int pid; struct inner inner; } %s;
        struct { %s } events SEC(".maps");
        %s
        """
            .formatted(attributes, map, more)
        + USES;
  }

  private static String ring(String more) {
    return "__uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 4096); " + more;
  }

  @DataProvider
  public Object[][] clangs() {
    return new Object[][] {{"clang-14"}, {"clang-19"}};
  }

  @Test(dataProvider = "clangs")
  public void aTypeThatAPointerPointsToHasAClass(String clang) {
    GeneratedSkeleton skeleton = generate(clang, "pointed", program("", ring(""), EXAMPLE_OF_USE));
    assertThat(skeleton.notes()).isEmpty();
    assertThat(source(skeleton)).contains("class Event extends", "class Inner extends");
    assertThat(source(generate(clang, "local", program("", ring(""), ""))))
        .doesNotContain("class Event");
  }

  @Test(dataProvider = "clangs")
  public void aTaggedTypeThatIsNotInBtfIsAFailureThatNamesItsCure(String clang) {
    String tag = "__attribute__((btf_decl_tag(\"bpfj_type\")))";
    assertThatThrownBy(() -> generate(clang, "tagged", program(tag, ring(""), "")))
        .isInstanceOf(MalformedObjectException.class)
        .hasMessage(
            "tagged.bpf.o: debug information: a type has the tag \"bpfj_type\" and is not in BTF,"
                + " since no global variable, map or function is of it; have it described there by"
                + " a variable such as "
                + EXAMPLE_OF_USE);
    assertThat(source(generate(clang, "cured", program(tag, ring(""), EXAMPLE_OF_USE))))
        .contains("class Event extends");
  }

  @DataProvider
  public Object[][] records() {
    String perf = "__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY); __uint(key_size, 4); ";
    return new Object[][] {
      {"ringbuf", ring("__type(value, struct event);"), "keys of 0 and values of 16", "0"},
      {
        "perf_event_array", perf + "__type(value, struct event);", "keys of 4 and values of 16", "4"
      },
    };
  }

  @Test(dataProvider = "records")
  public void aValueOfABufferIsItsRecordsTypeAndRefusedByTheKernel(
      String type, String map, String found, String expected) {
    GeneratedSkeleton skeleton = generate("clang-14", type, program("", map, ""));
    assertThat(source(skeleton)).contains("class Event extends");
    assertThat(skeleton.notes())
        .extracting(Note::message)
        .containsExactly(
            type
                + ".bpf.o: map \"events\": the kernel refuses a "
                + type
                + " with "
                + found
                + " bytes, expected="
                + expected
                + "; name the type of its records by a global variable instead, such as "
                + EXAMPLE_OF_USE);
  }

  @Test
  public void aPointerToATypeOfVeryManyTypesBringsNone() {
    String parts =
        IntStream.range(0, 201)
            .mapToObj(i -> "struct part" + i + " { int x; };")
            .collect(Collectors.joining("\n"));
    String members =
        IntStream.range(0, 201)
            .mapToObj(i -> "struct part" + i + " part" + i + ";")
            .collect(Collectors.joining(" "));
    String text = parts + "\nstruct task { " + members + " };\nstruct task *task;\n";
    GeneratedSkeleton skeleton = generate("clang-14", "task", text);
    assertThat(skeleton.notes()).isEmpty();
    assertThat(source(skeleton)).contains("long task()").doesNotContain("class Task ");
  }

  private static String source(GeneratedSkeleton skeleton) {
    return skeleton.sources().get(0).content();
  }

  private static GeneratedSkeleton generate(String compiler, String name, String text) {
    try {
      byte[] bytes = Files.readAllBytes(BpfCompiler.compileTextWith(compiler, name, text));
      return new SkeletonGenerator()
          .generate(
              BpfObjectFile.parse(name + ".bpf.o", bytes),
              new SkeletonRequest(Generated.PACKAGE, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
