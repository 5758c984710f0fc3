package dev.bpfj.libbpf.internal.binary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.testng.SkipException;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What is said of a file that has many probes, but not the one that is wanted. */
public final class ProbedFileTest {
  private static final Path JVM = Path.of(System.getProperty("java.home"), "lib/server/libjvm.so");

  @DataProvider
  public Object[][] misspelled() {
    return new Object[][] {
      {"hotspot", "thread-start", "hotspot:thread__start"},
      {"hotspot", "thread__begin", "hotspot:thread__start"},
      {"hotspot", "gc_begin", "hotspot:gc__begin"},
      {"hotspott", "class_loaded", "hotspot:class__loaded"},
    };
  }

  @Test(dataProvider = "misspelled")
  public void ofManyProbesThoseAreListedThatAreSpelledMostLikeTheWanted(
      String provider, String name, String meant) {
    if (!ProbedFile.whyNoProbe(JVM, "hotspot", "gc__begin").isEmpty()) {
      throw new SkipException("requires a JVM with USDT probes");
    }

    String reason = ProbedFile.whyNoProbe(JVM, provider, name);

    assertThat(reason)
        .startsWith(
            JVM + " has no USDT probe \"" + name + "\" of provider \"" + provider + "\"; of its ")
        .contains(" probes (readelf -n lists them) these are spelled most like it: ");
    String listed = reason.substring(reason.lastIndexOf(": ") + 2);
    assertThat(listed.split(", ")).hasSize(5).contains(meant);
  }

  @DataProvider
  public Object[][] distances() {
    return new Object[][] {
      {"", "", 0}, {"", "abc", 3}, {"abc", "", 3}, {"kitten", "sitting", 3}, {"flaw", "lawn", 2},
    };
  }

  @Test(dataProvider = "distances")
  public void theDistanceOfNamesIsTheLeastNumberOfChanges(String one, String other, int distance) {
    assertThat(Spelling.distance(one, other)).isEqualTo(distance);
  }
}
