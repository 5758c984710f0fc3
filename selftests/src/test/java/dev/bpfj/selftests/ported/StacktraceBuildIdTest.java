package dev.bpfj.selftests.ported;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.hook.Kprobe;
import dev.bpfj.libbpf.map.BpfMap;
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
  private static final int TRIES = 100;

  public void stacksNameTheProgramByItsBuildId() {
    Path reader = NativeCode.reader();
    byte[] buildId = BuildId.of(reader);
    assertThat(buildId).hasSize(20);
    for (int i = 0; i < TRIES; i++) {
      if (isNamed(reader, buildId)) {
        return;
      }
    }
    throw new AssertionError("the kernel kept leaving stacks out, or their build ids");
  }

  /**
   * Whether the reader is named; false where that is not for this test to ask for: of two stacks
   * with one place in the map, as the numbers of their hashes have it, the kernel keeps the first;
   * and where it cannot look build ids up at once, it gives addresses.
   */
  private static boolean isNamed(Path reader, byte[] buildId) {
    try (TestStacktraceBuildIdSkel skel = TestStacktraceBuildIdSkel.openAndLoad()) {
      skel.links().collect(attach(skel.progs().collect()));
      Commands.run("dd", "if=/dev/urandom", "of=/dev/zero", "count=4");
      Commands.run(reader.toString());
      stop(skel);

      BpfMap stacks = skel.maps().stacks().map();
      BpfMap array = skel.maps().stacksArray().map();
      Set<Integer> seen = Stacks.keys(skel.maps().seenIds().map());
      assertThat(seen).isNotEmpty();
      assertThat(Stacks.keys(stacks)).isEqualTo(seen);
      if (Stacks.haveAddresses(stacks, seen) || Stacks.haveAddresses(array, seen)) {
        return false;
      }
      for (int id : seen) {
        assertThat(Stacks.of(array, id)).isEqualTo(Stacks.of(stacks, id));
      }
      boolean named = Stacks.name(stacks, buildId);
      assertThat(named || skel.bss().refused() > 0).as("a frame of the reader's").isTrue();
      return named;
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
