package dev.bpfj.selftests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.progs.MinimalSkel;
import org.testng.annotations.Test;

/** One int, from Java through the kernel and back. */
@Test(groups = "host")
public final class ThinThreadTest {

  public void theKernelAnswersWhatJavaWrote() {
    try (MinimalSkel skel = MinimalSkel.open()) {
      skel.bss().in(41);
      skel.load();
      assertThat(skel.bss().isMapped()).isTrue();
      skel.attach();
      long deadline = System.nanoTime() + 5_000_000_000L;
      while (skel.bss().out() == 0 && System.nanoTime() < deadline) {
        Thread.yield();
      }
      assertThat(skel.bss().out()).isEqualTo(42);
    }
  }
}
