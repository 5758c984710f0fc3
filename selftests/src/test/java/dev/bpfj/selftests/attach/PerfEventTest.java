package dev.bpfj.selftests.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.PerfEvent;
import dev.bpfj.libbpf.attach.PerfEventAttributes;
import dev.bpfj.libbpf.attach.PerfEventOptions;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.progs.RandomUseSkel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testng.annotations.Test;

/** Who closes the descriptor of a perf event. */
@Test(groups = {"host", "vm"})
public final class PerfEventTest {
  public void anEventThatNoLinkTookOverIsClosedByItsOwner() {
    PerfEventAttributes clock =
        PerfEventAttributes.of(PerfEventAttributes.SOFTWARE, PerfEventAttributes.CPU_CLOCK)
            .withPid(0)
            .withCpu(-1);
    try (RandomUseSkel skel = RandomUseSkel.openAndLoad()) {
      PerfEvent event = PerfEvent.open(clock);
      BpfProgram tracepoint = skel.progs().touch();
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> tracepoint.attachPerfEvent(event, PerfEventOptions.defaults()))
          .withMessageContaining("bpf_program__attach_perf_event_opts: -EINVAL (22)");
      Path descriptor = Path.of("/proc/self/fd/" + event.fd());
      event.close();
      assertThat(Files.isSymbolicLink(descriptor)).isFalse();
    }
  }
}
