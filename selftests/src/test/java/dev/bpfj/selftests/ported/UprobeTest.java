package dev.bpfj.selftests.ported;

import static dev.bpfj.selftests.harness.NativeCode.LIBRARY;
import static dev.bpfj.selftests.harness.NativeCode.PROBED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.libbpf.AttachReport;
import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.hook.Uprobe;
import dev.bpfj.progs.TestAttachProbeSkel;
import dev.bpfj.progs.TestAttachSleepableSkel;
import dev.bpfj.selftests.harness.NativeCode;
import dev.bpfj.test.RequiresKernel;
import java.nio.file.Path;
import java.util.List;
import jnr.ffi.LibraryLoader;
import org.testng.annotations.Test;

/**
 * The part of the kernel's prog_tests/attach_probe.c that probes user space: by offset with a
 * counter, by name, by section, in a library that is found by its name, sleepable.
 */
@Test(groups = {"host", "vm"})
public final class UprobeTest {
  private static final int EOPNOTSUPP = 95;
  private static final int MALLOC_SIZE = 12345;

  /** The allocator of the C library, called by nobody else with that size. */
  public interface Allocator {
    /** {@code stdlib.h}. */
    long malloc(long size);

    /** {@code stdlib.h}. */
    void free(long address);
  }

  private static final Allocator ALLOCATOR =
      LibraryLoader.create(Allocator.class).failImmediately().load("libc.so.6");

  /** Without the programs that probe the kernel, which not every kernel can do. */
  private static TestAttachProbeSkel load() {
    TestAttachProbeSkel skel = TestAttachProbeSkel.open();
    skel.progs().ksyscallBySection().settings().autoload(false);
    skel.progs().kretsyscallBySection().settings().autoload(false);
    skel.load();
    return skel;
  }

  private static Uprobe byOffset() {
    return Uprobe.at(Path.of(LIBRARY), NativeCode.fileOffset("probed_by_offset"))
        .refCtrOffset(NativeCode.fileOffset("probed_counter"));
  }

  public void aProbeByOffsetRaisesItsCounterWhileItIsThere() {
    try (TestAttachProbeSkel skel = load()) {
      assertThat(PROBED.probed_counter_now()).isZero();
      skel.links()
          .uprobeByOffset(
              skel.progs().uprobeByOffset().attach(byOffset().pid(Uprobe.THIS_PROCESS)));
      assertThat(PROBED.probed_counter_now()).isPositive();
      // where one probe has the counter, all have to have it
      skel.links()
          .uretprobeByOffset(skel.progs().uretprobeByOffset().attach(byOffset().returning()));
      assertThat(PROBED.probed_by_offset(41)).isEqualTo(42);
      assertThat(skel.bss().uprobeResult()).isEqualTo(3);
      assertThat(skel.bss().uretprobeResult()).isEqualTo(4);
      skel.detach();
      assertThat(PROBED.probed_counter_now()).isZero();
    }
  }

  public void severalProbesShareACounter() {
    try (TestAttachProbeSkel skel = load()) {
      Uprobe options = byOffset().pid(Uprobe.THIS_PROCESS);
      BpfLink first = skel.progs().uprobeRefCtr().attach(options);
      BpfLink second = skel.progs().uprobeRefCtr().attach(options);
      PROBED.probed_by_offset(0);
      assertThat(skel.bss().refCtrResult()).isEqualTo(2);
      first.close();
      assertThat(PROBED.probed_counter_now()).isPositive();
      PROBED.probed_by_offset(0);
      assertThat(skel.bss().refCtrResult()).isEqualTo(3);
      second.close();
      assertThat(PROBED.probed_counter_now()).isZero();
      PROBED.probed_by_offset(0);
      assertThat(skel.bss().refCtrResult()).isEqualTo(3);
    }
  }

  public void aSectionWithoutATargetIsNotAttachedByItself() {
    try (TestAttachProbeSkel skel = load()) {
      assertThatThrownBy(() -> skel.progs().uprobeByName().attach())
          .isInstanceOfSatisfying(
              BpfException.class, e -> assertThat(e.errno()).isEqualTo(EOPNOTSUPP));
      AttachReport report = skel.attach();
      assertThat(report.attached()).containsExactly("uretprobe_by_name");
      assertThat(report.skipped())
          .contains(
              new AttachReport.Entry(
                  "uprobe_by_name",
                  AttachReport.Outcome.SKIPPED,
                  "section \"uprobe\" names no target; it is attached by"
                      + " attach(Uprobe.function(...))"));
    }
  }

  public void aProbeIsPutOnAFunctionByItsName() {
    try (TestAttachProbeSkel skel = load()) {
      Uprobe options = Uprobe.function(Path.of(LIBRARY), "probed_by_name").pid(Uprobe.THIS_PROCESS);
      skel.links().uprobeByName(skel.progs().uprobeByName().attach(options));
      skel.attach(); // and the one whose section has the name
      assertThat(PROBED.probed_by_name(40)).isEqualTo(42);
      assertThat(skel.bss().uprobeByNameResult()).isEqualTo(5);
      assertThat(skel.bss().uretprobeByNameResult()).isEqualTo(6);
    }
  }

  public void aLibraryIsFoundByItsName() {
    try (TestAttachProbeSkel skel = load()) {
      skel.links()
          .uprobeInLibc(
              skel.progs()
                  .uprobeInLibc()
                  .attach(Uprobe.function(Path.of("libc.so.6"), "malloc").pid(Uprobe.THIS_PROCESS)))
          .uretprobeInLibc(
              skel.progs()
                  .uretprobeInLibc()
                  .attach(Uprobe.function(Path.of("libc.so.6"), "free").returning()));
      ALLOCATOR.free(ALLOCATOR.malloc(MALLOC_SIZE));
      assertThat(skel.bss().uprobeInLibcResult()).isEqualTo(7);
      assertThat(skel.bss().uretprobeInLibcResult()).isEqualTo(8);
    }
  }

  public void aFunctionThatIsNotThereIsNamed() {
    try (TestAttachProbeSkel skel = load()) {
      Uprobe options = Uprobe.function(Path.of(LIBRARY), "probed_by_nobody");
      assertThatThrownBy(() -> skel.progs().uprobeByName().attach(options))
          .isInstanceOf(BpfException.class)
          .hasMessageStartingWith(
              "program \"uprobe_by_name\": bpf_program__attach_uprobe_opts: -ENOENT (2), No such"
                  + " file or directory")
          .hasMessageContaining("probed_by_nobody");
    }
  }

  @RequiresKernel(value = "6.0", feature = "sleepable uprobes")
  public void sleepableProbesSitBesideOrdinaryOnes() {
    try (TestAttachSleepableSkel skel = TestAttachSleepableSkel.open();
        var memory = new dev.bpfj.libbpf.internal.call.CallMemory()) {
      skel.progs().kprobeMadeSleepable().settings().autoload(false);
      skel.load();
      skel.bss().userText(memory.string("test_data"));
      assertThat(skel.attach().attached())
          .isEqualTo(List.of("sleepable", "ordinary", "sleepable_return", "ordinary_return"));
      assertThat(PROBED.probed_sleepable(39)).isEqualTo(42);
      assertThat(skel.bss().sleepableResult()).isEqualTo(9);
      assertThat(skel.bss().ordinaryResult()).isEqualTo(10);
      assertThat(skel.bss().sleepableReturnResult()).isEqualTo(11);
      assertThat(skel.bss().ordinaryReturnResult()).isEqualTo(12);
    }
  }
}
