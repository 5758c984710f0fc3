package dev.bpfj.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.map.MapSpec;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.ring.RingBuffer;
import dev.bpfj.progs.MapNestedSkel;
import dev.bpfj.progs.RingEventsSkel;
import dev.bpfj.test.incase.Left;
import dev.bpfj.test.incase.OfJUnitLeaks;
import dev.bpfj.test.incase.OfTestNgLeaks;
import dev.bpfj.test.incase.Outcomes;
import dev.bpfj.test.leak.Leaks;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import org.testng.SkipException;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.Test;

/** What tests leave behind is found, and named. */
public final class LeakCheckTest {

  @AfterMethod
  public void putAway() throws Exception {
    Left.clear();
  }

  @Test
  public void jUnitsTestsFailForWhatTheyLeaveBehind() {
    assertFound(Outcomes.jUnit(OfJUnitLeaks.class));
  }

  @Test
  public void testNgsTestsFailForWhatTheyLeaveBehind() {
    assertFound(Outcomes.testNg(OfTestNgLeaks.class));
  }

  @Test
  public void aMapThatWasThereBeforeIsNotLeft() {
    try (MapHandle map = MapHandle.create(MapSpec.of(MapType.ARRAY, 4, 8, 4).name("before"))) {
      Leaks before = Leaks.now();
      try (MapNestedSkel skel = MapNestedSkel.open()) {
        skel.maps().first().settings().reuse(map);
        skel.load();
      }
      assertThat(before.since(Duration.ofSeconds(10))).isEmpty();
    }
  }

  @Test
  public void whatTheBindingKeepsForVirtualThreadsIsNotLeft() throws Exception {
    if (Runtime.version().feature() < 21) {
      throw new SkipException("virtual threads need JDK 21");
    }
    Leaks before = Leaks.now();
    try (RingEventsSkel skel = RingEventsSkel.openAndLoad();
        RingBuffer ring = RingBuffer.open(skel.maps().events(), (buffer, offset, length) -> {})) {
      Runnable poll = () -> ring.poll(Duration.ofMillis(1));
      // By reflection, since the tests are compiled for JDK 17.
      Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
      ((Thread) start.invoke(null, poll)).join();
    }
    assertThat(before.since(Duration.ofSeconds(10))).isEmpty();
  }

  private static void assertFound(List<String> outcomes) {
    assertThat(outcomes).hasSize(5).contains("leavesNothing ran");
    assertThat(outcome(outcomes, "leavesASkeletonOpen"))
        .containsPattern("file descriptor \\d+ of anon_inode:bpf-map \\(map_id \\d+\\)")
        .containsPattern("file descriptor \\d+ of anon_inode:bpf-prog \\(prog_id \\d+\\)")
        .containsPattern("mapping of a BPF map at [0-9a-f]+-[0-9a-f]+ rw-s")
        .containsPattern("program \\d+ \"answer\" in the kernel")
        .containsPattern("map \\d+ \"minimal\\.bss\" in the kernel")
        .containsPattern("link \\d+ \"answer\" in the kernel");
    assertThat(outcome(outcomes, "leavesAMapMapped"))
        .contains("mapping of a BPF map at ")
        .doesNotContain("file descriptor");
    assertThat(outcome(outcomes, "leavesAMapPinned"))
        .contains("pinned file " + Left.PIN)
        .doesNotContain("file descriptor");
    assertThat(outcome(outcomes, "leavesAFileOpen"))
        .containsPattern(
            "^leavesAFileOpen failed: the test leaves behind:\n  file descriptor \\d+ of .*/Left.class");
  }

  private static String outcome(List<String> outcomes, String test) {
    return outcomes.stream().filter(each -> each.startsWith(test + " ")).findFirst().orElseThrow();
  }
}
