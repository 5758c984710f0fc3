package dev.bpfj.selftests.ported;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.skeleton.Skeleton;
import dev.bpfj.progs.FentryTestSkel;
import dev.bpfj.progs.FexitTestSkel;
import dev.bpfj.progs.ManyArgumentsSkel;
import dev.bpfj.test.RequiresKernel;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * The kernel's prog_tests/fentry_test.c, fexit_test.c and fentry_fexit.c: programs at the entry or
 * the exit of functions of one to six arguments find them all, and the result; a linked program is
 * not attached twice, and again after it was detached; both ends are attached at once. And what
 * newer kernels' versions add, a function of more arguments than registers.
 */
@Test(groups = "vm")
public final class FentryFexitTest {
  private static final int PROGRAMS = 8;

  /** A loaded skeleton with a program at one end of each function. */
  private record End(
      Skeleton skeleton, BpfProgram first, Supplier<long[]> results, Consumer<long[]> setting)
      implements AutoCloseable {

    static End entry() {
      FentryTestSkel skel = FentryTestSkel.openAndLoad();
      return new End(
          skel, skel.progs().test1(), skel.bss()::resultsArray, skel.bss()::resultsArray);
    }

    static End exit() {
      FexitTestSkel skel = FexitTestSkel.openAndLoad();
      return new End(
          skel, skel.progs().test1(), skel.bss()::resultsArray, skel.bss()::resultsArray);
    }

    void attach() {
      assertThat(skeleton.attach().attached()).hasSize(PROGRAMS);
    }

    /** Has the kernel call all the functions. */
    void run() {
      assertThat(first.testRun(TestRunOptions.none()).returnValue()).isZero();
    }

    void assertEveryProgramFoundItsArguments() {
      assertThat(results.get()).containsOnly(1).hasSize(PROGRAMS);
    }

    void clear() {
      setting.accept(new long[PROGRAMS]);
      assertThat(results.get()).containsOnly(0);
    }

    void attachAndRun() {
      attach();
      assertThatThrownBy(first::attach).isInstanceOf(BpfException.class);
      run();
      assertEveryProgramFoundItsArguments();
      skeleton.detach();
    }

    @Override
    public void close() {
      skeleton.close();
    }
  }

  @DataProvider
  public static Object[][] ends() {
    return new Object[][] {
      {"entry", (Supplier<End>) End::entry}, {"exit", (Supplier<End>) End::exit}
    };
  }

  @Test(dataProvider = "ends")
  public void everyProgramFindsItsArguments(String name, Supplier<End> loaded) {
    try (End end = loaded.get()) {
      end.attachAndRun();
    }
  }

  @Test(dataProvider = "ends")
  @RequiresKernel(value = "5.13", feature = "fentry and fexit programs attached again after detach")
  public void programsAreAttachedAgainAfterTheyWereDetached(String name, Supplier<End> loaded) {
    try (End end = loaded.get()) {
      end.attachAndRun();
      end.clear();
      end.attachAndRun();
    }
  }

  @Test(dataProvider = "ends")
  public void aDetachedProgramRunsNoMore(String name, Supplier<End> loaded) {
    try (End end = loaded.get()) {
      end.attachAndRun();
      end.clear();
      end.run();
      assertThat(end.results().get()).containsOnly(0);
    }
  }

  public void bothEndsOfAFunctionAreAttachedAtOnce() {
    try (End entry = End.entry();
        End exit = End.exit()) {
      entry.attach();
      exit.attach();
      exit.run();
      entry.assertEveryProgramFoundItsArguments();
      exit.assertEveryProgramFoundItsArguments();
    }
  }

  @RequiresKernel(value = "6.6", feature = "fentry of functions of more than six arguments")
  public void aFunctionOfSevenArgumentsHasThemAll() {
    try (ManyArgumentsSkel skel = ManyArgumentsSkel.openAndLoad()) {
      assertThat(skel.attach().attached()).containsExactly("at_entry", "at_exit", "modify");
      skel.progs().modify().testRun(TestRunOptions.none());
      assertThat(skel.bss().modifyResult()).isEqualTo(1);
      assertThat(skel.bss().entryResult()).isEqualTo(1);
      assertThat(skel.bss().exitResult()).isEqualTo(1);
    }
  }
}
