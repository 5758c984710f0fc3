package dev.bpfj.selftests.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.hook.Uprobe;
import dev.bpfj.progs.TestAttachProbeSkel;
import java.nio.file.Path;
import org.testng.annotations.Test;

/** Probes of a process that has ended. */
@Test(groups = "host")
public final class EndedTargetTest {
  private static final int ESRCH = 3;

  public void aProbeOfAProcessThatHasEndedIsClosedLikeAnyOther() throws Exception {
    Process target = new ProcessBuilder("sleep", "600").start();
    try (TestAttachProbeSkel skel = TestAttachProbeSkel.open()) {
      skel.progs().ksyscallBySection().settings().autoload(false);
      skel.progs().kretsyscallBySection().settings().autoload(false);
      skel.load();
      Uprobe malloc = Uprobe.function(Path.of("libc.so.6"), "malloc").pid(target.pid());
      BpfLink closed = skel.progs().uprobeByName().attach(malloc);
      BpfLink left = skel.progs().uprobeByName().attach(malloc);
      target.destroyForcibly().waitFor();
      closed.close();
      assertThat(closed.isClosed()).isTrue();
      assertThat(left.isClosed()).isFalse();
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> skel.progs().uprobeByName().attach(malloc))
          .satisfies(e -> assertThat(e.errno()).isEqualTo(ESRCH))
          .withMessageContaining("; there is no process " + target.pid() + "; it has ended");
    } finally {
      target.destroyForcibly();
    }
  }
}
