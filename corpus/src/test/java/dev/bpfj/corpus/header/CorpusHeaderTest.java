package dev.bpfj.corpus.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.corpus.compile.Clang;
import dev.bpfj.corpus.compile.CorpusCompiler;
import dev.bpfj.corpus.compile.CorpusObject;
import dev.bpfj.corpus.compile.CorpusObject.Headers;
import dev.bpfj.corpus.kernel.KernelPackages;
import dev.bpfj.corpus.kernel.KernelTree;
import dev.bpfj.corpus.kernel.KernelTypes;
import dev.bpfj.corpus.kernel.Pins;
import dev.bpfj.corpus.support.Cache;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.testng.annotations.Test;

/** The kernel's own BPF programs, compiled with our header in place of bpftool's. */
@Test(groups = "full")
public final class CorpusHeaderTest {

  @Test
  public void programsCompileWithOurHeaderExactlyWhereTheyDoWithBpftools() {
    Pins pins = Pins.read();
    Cache cache = new Cache(Path.of(System.getProperty("corpus.cache")));
    KernelPackages packages = new KernelPackages(Path.of(System.getProperty("kernelvm.cache")));
    KernelTree tree = KernelTree.unpacked(cache, packages, pins);
    Map<String, Headers> bpftools = compiled(cache, tree, KernelTypes.of(cache, packages, pins));
    Map<String, Headers> ours = compiled(cache, tree, KernelTypes.ours(cache, packages, pins));
    System.out.println(
        "headers: corpus: with bpftool's=" + bpftools.size() + ", with ours=" + ours.size());
    assertThat(ours).isEqualTo(bpftools).hasSize(pins.objects());
  }

  private static Map<String, Headers> compiled(Cache cache, KernelTree tree, KernelTypes types) {
    Map<String, Headers> compiled = new TreeMap<>();
    for (CorpusObject object : new CorpusCompiler(tree, new Clang(tree, types)).objects(cache)) {
      compiled.put(object.name(), object.headers());
    }
    return compiled;
  }
}
