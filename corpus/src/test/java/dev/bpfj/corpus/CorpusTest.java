package dev.bpfj.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.corpus.compile.Bpftool;
import dev.bpfj.corpus.compile.Clang;
import dev.bpfj.corpus.compile.CorpusCompiler;
import dev.bpfj.corpus.compile.CorpusObject;
import dev.bpfj.corpus.compile.CorpusObject.Headers;
import dev.bpfj.corpus.kernel.KernelPackages;
import dev.bpfj.corpus.kernel.KernelTree;
import dev.bpfj.corpus.kernel.KernelTypes;
import dev.bpfj.corpus.kernel.Pins;
import dev.bpfj.corpus.layout.Claims;
import dev.bpfj.corpus.layout.Difference;
import dev.bpfj.corpus.layout.LayoutCheck;
import dev.bpfj.corpus.support.Cache;
import dev.bpfj.corpus.support.Parallel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/**
 * The BPF programs of the 6.1 kernel's selftests, beside C and bpftool: whatever bpftool makes a
 * skeleton of we do too, and every field is where C has it.
 */
public final class CorpusTest {
  private static final Path WORK = Path.of("target/corpus").toAbsolutePath();

  private final Pins pins = Pins.read();
  private Cache cache;
  private KernelTypes types;
  private List<CorpusObject> objects;
  private List<String> notCompiled;
  private Map<String, String> bpftool;
  private Generation generation;
  private LayoutCheck layouts;
  private Generation named;
  private final Set<Difference> differences = new LinkedHashSet<>();
  private int compiled;

  @BeforeClass
  void generateAll() {
    cache = new Cache(Path.of(System.getProperty("corpus.cache")));
    KernelPackages packages = new KernelPackages(Path.of(System.getProperty("kernelvm.cache")));
    KernelTree tree = KernelTree.unpacked(cache, packages, pins);
    types = KernelTypes.of(cache, packages, pins);
    Clang clang = new Clang(tree, types);
    CorpusCompiler compiler = new CorpusCompiler(tree, clang);
    objects = compiler.objects(cache);
    notCompiled = compiler.failed(objects);
    Bpftool verdicts = Bpftool.of(cache, clang, objects);
    bpftool = verdicts.refusals(objects);
    generation = Generation.of(objects);
    named = Generation.ofTypes(generation.claims().keySet());
    list();
    layouts = new LayoutCheck(cache, clang, verdicts, WORK.resolve("check"));
  }

  // For the benchmark, which gives the same objects to bpftool and to us.
  private void list() {
    List<String> taken =
        generation.claims().keySet().stream().map(object -> object.file().toString()).toList();
    try {
      Files.createDirectories(WORK);
      Files.write(WORK.resolve("objects.list"), taken);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterClass(alwaysRun = true)
  void report() {
    if (generation != null) {
      System.out.println(line());
      generation.refusals().forEach((name, why) -> System.out.println(refusal(name, why)));
    }
  }

  private String line() {
    long plain = objects.stream().filter(object -> object.headers() == Headers.PLAIN).count();
    return String.format(
        "corpus: objects=%d (%d with headers as they are, types of %s, not compiled=%d),"
            + " generated=%d, compiled=%d, fields compared=%d (%d of variables, %d of other types,"
            + " and %d constants), differences=%d; parsed and generated in %d ms",
        objects.size(),
        plain,
        types.origin(),
        notCompiled.size(),
        generation.sources().size(),
        compiled,
        generation.count(Claims::fields) + named.count(Claims::fields),
        generation.count(Claims::fields),
        named.count(Claims::fields),
        generation.count(Claims::constants) + named.count(Claims::constants),
        differences.size(),
        generation.time().toMillis());
  }

  private String refusal(String name, String why) {
    return "corpus: refused: " + why + "\n        bpftool: " + bpftool.get(name);
  }

  @Test
  public void allProgramsOfTheKernelCompile() {
    assertThat(notCompiled).isEmpty();
    assertThat(objects).as("programs of " + pins.source()).hasSize(pins.objects());
  }

  @Test
  public void whatBpftoolTakesIsGeneratedAndNothingElse() {
    assertThat(generation.refusals().keySet()).isEqualTo(bpftool.keySet());
  }

  @Test
  public void refusalsNameWhatIsWrongAndSayWhatToDo() throws IOException {
    try (InputStream expected = CorpusTest.class.getResourceAsStream("/refusals.txt")) {
      String messages = String.join("\n", generation.refusals().values()) + "\n";
      assertThat(messages).isEqualTo(new String(expected.readAllBytes(), UTF_8));
    }
  }

  @Test
  public void allClassesCompileTogetherWithoutAWarning() {
    assertThat(compile(generation, "variables")).isEmpty();
    compiled = generation.sources().size();
  }

  @Test
  public void allTypesCompileTogetherWithoutAWarning() {
    assertThat(compile(named, "types")).isEmpty();
  }

  private String compile(Generation generated, String directory) {
    return JavaCompilation.compile(generated.sources(), WORK.resolve(directory), cache);
  }

  @Test
  public void everyVariableIsWhereCHasIt() {
    assertThat(compare(generation)).isEmpty();
  }

  @Test
  public void everyMemberOfEveryTypeIsWhereCHasIt() {
    assertThat(compare(named)).isEmpty();
  }

  private List<Difference> compare(Generation beliefs) {
    List<Difference> found =
        Parallel.map(
                List.copyOf(beliefs.claims().entrySet()),
                entry -> layouts.differences(entry.getKey(), entry.getValue()))
            .stream()
            .flatMap(List::stream)
            .toList();
    differences.addAll(found);
    return found;
  }

  @Test
  public void nothingIsLeftOut() {
    assertThat(generation.leftOut()).isEmpty();
    assertThat(named.leftOut()).isEmpty();
  }
}
