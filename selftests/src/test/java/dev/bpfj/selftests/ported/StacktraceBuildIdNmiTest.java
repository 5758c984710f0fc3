package dev.bpfj.selftests.ported;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.hook.PerfEvent;
import dev.bpfj.libbpf.program.ProgramType;
import dev.bpfj.progs.TestStacktraceBuildIdSkel;
import dev.bpfj.selftests.harness.BuildId;
import dev.bpfj.selftests.harness.Commands;
import dev.bpfj.selftests.harness.NativeCode;
import dev.bpfj.selftests.harness.Stacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.testng.SkipException;
import org.testng.annotations.Test;

/**
 * The kernel's prog_tests/stacktrace_build_id_nmi.c: as {@link StacktraceBuildIdTest}, out of the
 * interrupt of a processor's counter. What is kept beside the stack map is not compared here: in
 * such an interrupt the kernel looks up one stack's build ids only.
 */
@Test(groups = "vm")
public final class StacktraceBuildIdNmiTest {
  private static final int ENOENT = 2;
  private static final int TRIES = 20;
  private static final Path MAX_RATE = Path.of("/proc/sys/kernel/perf_event_max_sample_rate");

  public void stacksOfAnInterruptNameTheProgramByItsBuildId() throws IOException {
    Path reader = NativeCode.reader();
    byte[] buildId = BuildId.of(reader);
    boolean found = false;
    for (int i = 0; i < TRIES && !found; i++) {
      found = collect(reader, buildId);
    }
    assertThat(found).as("a frame of the reader's").isTrue();
  }

  private static boolean collect(Path reader, byte[] buildId) throws IOException {
    try (TestStacktraceBuildIdSkel skel = TestStacktraceBuildIdSkel.open()) {
      skel.progs().collect().settings().type(ProgramType.PERF_EVENT);
      skel.load();
      skel.links().collect(attach(skel.progs().collect()));
      Commands.run("dd", "if=/dev/urandom", "of=/dev/zero", "count=4");
      Commands.run("taskset", "1", reader.toString(), "100000");
      StacktraceBuildIdTest.stop(skel);
      Set<Integer> seen = Stacks.keys(skel.maps().seenIds().map());
      assertThat(seen).isNotEmpty();
      assertThat(Stacks.keys(skel.maps().stacks().map())).isEqualTo(seen);
      return Stacks.name(skel.maps().stacks().map(), buildId);
    }
  }

  /** The first processor's cycles, as often as the kernel allows. */
  private static BpfLink attach(BpfProgram program) throws IOException {
    long rate = Long.parseLong(Files.readString(MAX_RATE).strip());
    PerfEvent cycles =
        PerfEvent.of(PerfEvent.HARDWARE, PerfEvent.CPU_CYCLES)
            .pid(PerfEvent.ANY_PROCESS)
            .cpu(0)
            .frequency(rate);
    try {
      return program.attach(cycles);
    } catch (BpfException e) {
      if (e.errno() == ENOENT) {
        throw new SkipException("requires hardware: a counter of processor cycles");
      }
      throw e;
    }
  }
}
