package dev.bpfj.selftests.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.map.MappedMap;
import dev.bpfj.progs.MinimalSkel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.testng.ITestResult;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;
import org.testng.annotations.Test;

/** The harness finds what a test leaves behind. */
@Test(groups = {"host", "vm"})
public final class LeakListenerTest {

  /** Tests that leave something behind, and one that does not. Run by hand only. */
  public static final class Planted {
    static final List<AutoCloseable> LEFT = new ArrayList<>();

    @Test
    public void leavesASkeletonOpen() {
      MinimalSkel skel = MinimalSkel.open();
      LEFT.add(skel);
      skel.load();
    }

    @Test
    public void leavesAProgramAttached() {
      MinimalSkel skel = MinimalSkel.open();
      LEFT.add(skel);
      skel.load();
      skel.attach();
    }

    @Test
    public void leavesAMapMapped() {
      try (MinimalSkel skel = MinimalSkel.open()) {
        skel.load();
        MappedMap mapping = skel.object().map(".bss").mmap();
        LEFT.add(mapping);
      }
    }

    @Test
    public void leavesNothing() {
      try (MinimalSkel skel = MinimalSkel.open()) {
        skel.load();
        skel.attach();
      }
    }
  }

  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofMinutes(1);

  private static ITestResult run(String method, Duration patience) throws Exception {
    TestListenerAdapter results = new TestListenerAdapter();
    TestNG testng = new TestNG(false);
    testng.setTestClasses(new Class<?>[] {Planted.class});
    testng.setVerbose(0);
    testng.addListener(results);
    testng.addListener(new LeakListener(patience));
    testng.addListener(
        (org.testng.IMethodInterceptor)
            (methods, context) ->
                methods.stream()
                    .filter(m -> m.getMethod().getMethodName().equals(method))
                    .toList());
    try {
      testng.run();
    } finally {
      for (AutoCloseable left : Planted.LEFT) {
        left.close();
      }
      Planted.LEFT.clear();
    }
    List<ITestResult> all = new ArrayList<>(results.getFailedTests());
    all.addAll(results.getPassedTests());
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  public void findsAnOpenSkeleton() throws Exception {
    assertThat(run("leavesASkeletonOpen", SHORT).getThrowable())
        .hasMessageStartingWith("the test leaves behind:\n  file descriptor ")
        .hasMessageContaining("of anon_inode:bpf-map")
        .hasMessageContaining("of anon_inode:bpf-prog")
        // The section's memory, and from libbpf 1.6 on libbpf's own.
        .hasMessageMatching("(?s).*\n  [12] more mappings of BPF maps\n.*")
        .hasMessageMatching("(?s).*\n  program \\d+ \"answer\".*")
        .hasMessageMatching("(?s).*\n  map \\d+ \"minimal.bss\".*");
  }

  public void findsAnAttachedProgram() throws Exception {
    assertThat(run("leavesAProgramAttached", SHORT).getThrowable())
        .hasMessageContaining("of anon_inode:bpf_link")
        .hasMessageMatching("(?s).*\n  link \\d+ \"answer\".*");
  }

  public void findsAMappingWithoutADescriptor() throws Exception {
    assertThat(run("leavesAMapMapped", SHORT).getThrowable())
        .hasMessageMatching(
            "the test leaves behind:\n  1 more mappings of BPF maps\n  map \\d+ \"minimal.bss\"");
  }

  public void findsNothingWhereNothingIs() throws Exception {
    assertThat(run("leavesNothing", LONG).getStatus()).isEqualTo(ITestResult.SUCCESS);
  }
}
