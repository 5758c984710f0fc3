package dev.bpfj.selftests.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.hook.PerfEvent;
import dev.bpfj.progs.RandomUseSkel;
import dev.bpfj.test.leak.Leaks;
import java.time.Duration;
import org.testng.annotations.Test;

/** Who closes the descriptor of a perf event. */
@Test(groups = {"host", "vm"})
public final class PerfEventTest {
  public void anEventThatNoLinkTookOverIsClosed() {
    PerfEvent clock = PerfEvent.of(PerfEvent.SOFTWARE, PerfEvent.CPU_CLOCK);
    try (RandomUseSkel skel = RandomUseSkel.openAndLoad()) {
      Leaks before = Leaks.now();
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> skel.progs().touch().attach(clock)) // a tracepoint's program
          .withMessageContaining("bpf_program__attach_perf_event_opts: -EINVAL (22)");
      assertThat(before.since(Duration.ZERO)).isEmpty();
    }
  }
}
