package dev.bpfj.selftests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.progs.FentryTestSkel;
import dev.bpfj.progs.FexitTestSkel;
import dev.bpfj.progs.ManyArgumentsSkel;
import dev.bpfj.selftests.harness.Kernel;
import org.testng.annotations.Test;

/**
 * The kernel's prog_tests/fentry_fexit.c: programs at the entry and the exit of the same functions
 * at once; and what newer kernels' versions add, a function of more arguments than registers.
 */
@Test(groups = "vm")
public final class FentryFexitTest {

  public void bothEndsOfAFunctionAreAttachedAtOnce() {
    try (FentryTestSkel entry = FentryTestSkel.openAndLoad();
        FexitTestSkel exit = FexitTestSkel.openAndLoad()) {
      assertThat(entry.attach().attached()).hasSize(8);
      assertThat(exit.attach().attached()).hasSize(8);
      assertThat(exit.progs().test1().testRun(TestRunOptions.none()).returnValue()).isZero();
      assertThat(FentryTest.results(entry)).containsOnly(1);
      assertThat(FexitTest.results(exit)).containsOnly(1);
    }
  }

  public void aFunctionOfSevenArgumentsHasThemAll() {
    Kernel.require("6.6", "fentry of functions of more than six arguments");
    try (ManyArgumentsSkel skel = ManyArgumentsSkel.openAndLoad()) {
      assertThat(skel.attach().attached()).containsExactly("at_entry", "at_exit", "modify");
      skel.progs().modify().testRun(TestRunOptions.none());
      assertThat(skel.bss().modifyResult()).isEqualTo(1);
      assertThat(skel.bss().entryResult()).isEqualTo(1);
      assertThat(skel.bss().exitResult()).isEqualTo(1);
    }
  }
}
