package dev.bpfj.selftests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.progs.FentryTestSkel;
import dev.bpfj.selftests.harness.Kernel;
import org.testng.annotations.Test;

/**
 * The kernel's prog_tests/fentry_test.c: programs at the entry of functions of one to six arguments
 * find them all; a linked program is not attached twice, and again after it was detached.
 */
@Test(groups = "vm")
public final class FentryTest {
  private static final int PROGRAMS = 8;

  private static void attachAndRun(FentryTestSkel skel) {
    assertThat(skel.attach().attached()).hasSize(PROGRAMS);
    assertThatThrownBy(() -> skel.progs().test1().attach()).isInstanceOf(BpfException.class);
    assertThat(skel.progs().test1().testRun(TestRunOptions.none()).returnValue()).isZero();
    assertThat(results(skel)).containsOnly(1).hasSize(PROGRAMS);
    skel.detach();
  }

  static long[] results(FentryTestSkel skel) {
    FentryTestSkel.Bss bss = skel.bss();
    return new long[] {
      bss.test1Result(),
      bss.test2Result(),
      bss.test3Result(),
      bss.test4Result(),
      bss.test5Result(),
      bss.test6Result(),
      bss.test7Result(),
      bss.test8Result()
    };
  }

  private static void clear(FentryTestSkel skel) {
    skel.bss().test1Result(0).test2Result(0).test3Result(0).test4Result(0);
    skel.bss().test5Result(0).test6Result(0).test7Result(0).test8Result(0);
    assertThat(results(skel)).containsOnly(0);
  }

  public void everyProgramFindsItsArguments() {
    try (FentryTestSkel skel = FentryTestSkel.openAndLoad()) {
      attachAndRun(skel);
    }
  }

  public void programsAreAttachedAgainAfterTheyWereDetached() {
    Kernel.require("5.13", "fentry programs attached again after detach");
    try (FentryTestSkel skel = FentryTestSkel.openAndLoad()) {
      attachAndRun(skel);
      clear(skel);
      attachAndRun(skel);
    }
  }

  public void aDetachedProgramRunsNoMore() {
    try (FentryTestSkel skel = FentryTestSkel.openAndLoad()) {
      attachAndRun(skel);
      clear(skel);
      skel.progs().test1().testRun(TestRunOptions.none());
      assertThat(results(skel)).containsOnly(0);
    }
  }
}
