package dev.bpfj.selftests.ported;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.hook.Kprobe;
import dev.bpfj.progs.TestStacktraceBuildIdSkel;
import dev.bpfj.selftests.harness.BuildId;
import dev.bpfj.selftests.harness.Commands;
import dev.bpfj.selftests.harness.NativeCode;
import dev.bpfj.selftests.harness.Stacks;
import java.nio.file.Path;
import java.util.Set;
import org.testng.annotations.Test;

/**
 * The kernel's prog_tests/stacktrace_build_id.c: user space's frames are known by the build id of
 * their program, and the stack map and what the program keeps beside it agree.
 */
@Test(groups = "vm")
public final class StacktraceBuildIdTest {
  private static final int ANY = 0;
  private static final int TRIES = 2;

  public void stacksNameTheProgramByItsBuildId() {
    Path reader = NativeCode.reader();
    byte[] buildId = BuildId.of(reader);
    assertThat(buildId).hasSize(20);
    // The kernel cannot always look a build id up at once: it is asked twice, as the kernel's test
    // does.
    boolean found = false;
    for (int i = 0; i < TRIES && !found; i++) {
      found = collect(reader, buildId);
    }
    assertThat(found).as("a frame of the reader's").isTrue();
  }

  private static boolean collect(Path reader, byte[] buildId) {
    try (TestStacktraceBuildIdSkel skel = TestStacktraceBuildIdSkel.openAndLoad()) {
      skel.links().collect(attach(skel.progs().collect()));
      Commands.run("dd", "if=/dev/urandom", "of=/dev/zero", "count=4");
      Commands.run(reader.toString());
      stop(skel);

      Set<Integer> seen = Stacks.keys(skel.maps().seenIds().map());
      assertThat(seen).isNotEmpty();
      assertThat(Stacks.keys(skel.maps().stacks().map())).isEqualTo(seen);
      for (int id : seen) {
        byte[] key = Stacks.bytes(id);
        assertThat(skel.maps().stacksArray().map().entries().lookup(key).orElseThrow())
            .isEqualTo(skel.maps().stacks().map().entries().lookup(key).orElseThrow());
      }
      return Stacks.name(skel.maps().stacks().map(), buildId);
    }
  }

  /**
   * Probes the reading of /dev/urandom, which was renamed, also in later versions of old kernels.
   */
  private static BpfLink attach(BpfProgram program) {
    try {
      return program.attach(Kprobe.entry("urandom_read_iter"));
    } catch (BpfException e) {
      return program.attach(Kprobe.entry("urandom_read"));
    }
  }

  /** Lets the program collect no more. */
  static void stop(TestStacktraceBuildIdSkel skel) {
    skel.maps().stop().map().entries().update(Stacks.bytes(0), Stacks.bytes(1), ANY);
  }
}
