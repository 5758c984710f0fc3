package dev.bpfj.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.corpus.compile.Bpftool;
import dev.bpfj.corpus.compile.Clang;
import dev.bpfj.corpus.compile.CorpusObject;
import dev.bpfj.corpus.compile.CorpusObject.Headers;
import dev.bpfj.corpus.layout.Difference;
import dev.bpfj.corpus.layout.LayoutCheck;
import dev.bpfj.corpus.support.Cache;
import dev.bpfj.kernelvm.io.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** The comparison of the corpus, on an object of another source than C is asked about. */
public final class SeededDifferenceTest {
  private static final Path WORK = Path.of("target/seeded").toAbsolutePath();
  private static final String SOURCE =
      """
      enum color { RED = 1, BLUE = 2 };
      struct event {
        int pid;
        long long when;
        char name[16];
        enum color color;
        unsigned int low : 3, high : 5;
      };
      struct event last = {};
      int before = 0;
      """;

  private final Clang clang = new Clang(List.of(), "");

  @BeforeMethod
  void clean() {
    Trees.delete(WORK);
  }

  @Test
  public void theSourceOfTheObjectAgrees() throws IOException {
    assertThat(differences(SOURCE)).isEmpty();
  }

  @Test
  public void everyOtherPlaceSizeAndValueIsADifference() throws IOException {
    String other =
        SOURCE
            .replace("int pid;", "short pid;")
            .replace("name[16];", "name[20];")
            .replace("BLUE = 2", "BLUE = 3")
            .replace("low : 3", "low : 4");

    assertThat(differences(other))
        .extracting(Difference::claim)
        .containsExactlyInAnyOrder(
            ".bss: last: size=40",
            "struct event: size=40",
            "struct event: pid: size=4",
            "struct event: pid: size=4",
            "struct event: name: size=16",
            "struct event: color: offset=32",
            "enum color: BLUE: value=2",
            "struct event: high: bits=291 to 295",
            "struct event: low: bits=288 to 290");
  }

  private List<Difference> differences(String source) throws IOException {
    Path compiled = write("compiled.c", SOURCE);
    Path file = WORK.resolve("seeded.bpf.o");
    var output =
        clang.run(Headers.PLAIN, List.of("-c", compiled.toString(), "-o", file.toString()));
    assertThat(output.err()).isEmpty();
    CorpusObject object = new CorpusObject("seeded", write("asked.c", source), file, Headers.PLAIN);
    List<CorpusObject> objects = List.of(object);

    Cache cache = new Cache(WORK.resolve("cache"));
    Bpftool verdicts = Bpftool.of(cache, clang, objects);
    LayoutCheck check = new LayoutCheck(cache, clang, verdicts, WORK.resolve("check"));
    Generation generation = Generation.of(objects);
    assertThat(generation.refusals()).isEqualTo(Map.of());
    return check.differences(object, generation.claims().get(object));
  }

  private static Path write(String name, String text) throws IOException {
    return Files.writeString(Files.createDirectories(WORK).resolve(name), text);
  }
}
