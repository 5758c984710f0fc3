package dev.bpfj.selftests.attach;

import static dev.bpfj.selftests.harness.NativeCode.LIBRARY;
import static dev.bpfj.selftests.harness.NativeCode.PROBED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.libbpf.hook.Kprobe;
import dev.bpfj.libbpf.hook.Ksyscall;
import dev.bpfj.libbpf.hook.PerfEvent;
import dev.bpfj.libbpf.hook.RawTracepoint;
import dev.bpfj.libbpf.hook.Trace;
import dev.bpfj.libbpf.hook.Tracepoint;
import dev.bpfj.libbpf.hook.Uprobe;
import dev.bpfj.libbpf.hook.Usdt;
import dev.bpfj.progs.AttachCookiesSkel;
import dev.bpfj.selftests.harness.Kernel;
import dev.bpfj.selftests.harness.SystemCalls;
import dev.bpfj.selftests.harness.Trigger;
import dev.bpfj.test.RequiresKernel;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import org.testng.annotations.Test;

/** A program runs with the cookie that it was attached with, and no more once it is detached. */
@Test(groups = "vm")
public final class CookieTest {
  private static final long COOKIE = 0xC0_0C1E_0000_0042L;

  private static void check(
      Function<AttachCookiesSkel.Progs, BpfProgram> which,
      Function<BpfProgram, BpfLink> attach,
      Consumer<BpfProgram> trigger) {
    try (AttachCookiesSkel skel = AttachCookiesSkel.open()) {
      skel.rodata().thread(SystemCalls.thread());
      BpfProgram program = which.apply(skel.progs());
      program.settings().autoload(true);
      skel.load();
      trigger.accept(program);
      assertThat(skel.bss().runs()).isZero();
      BpfLink link = attach.apply(program);
      Trigger.until(
          "the program runs",
          () -> {
            trigger.accept(program);
            return skel.bss().runs() > 0;
          });
      assertThat(skel.bss().cookie()).isEqualTo(COOKIE);
      link.close();
      long runs = skel.bss().runs();
      trigger.accept(program);
      assertThat(skel.bss().runs()).isEqualTo(runs);
    }
  }

  @RequiresKernel(value = "5.15", feature = "cookies of probes")
  public void ofAKprobe() {
    Kprobe options = Kprobe.entry(Kernel.systemCall("getppid")).cookie(COOKIE);
    check(
        AttachCookiesSkel.Progs::atFunction,
        program -> program.attach(options),
        program -> SystemCalls.getppid());
  }

  @RequiresKernel(value = "5.15", feature = "cookies of probes")
  public void ofASystemCall() {
    Ksyscall options = Ksyscall.entry("getppid").cookie(COOKIE);
    check(
        AttachCookiesSkel.Progs::atSystemCall,
        program -> program.attach(options),
        program -> SystemCalls.getppid());
  }

  @RequiresKernel(value = "5.15", feature = "cookies of probes")
  public void ofASystemCallsReturn() {
    Ksyscall options = Ksyscall.returning("getppid").cookie(COOKIE);
    check(
        AttachCookiesSkel.Progs::atSystemCall,
        program -> program.attach(options),
        program -> SystemCalls.getppid());
  }

  @RequiresKernel(value = "5.15", feature = "cookies of probes")
  public void ofAUprobe() {
    Uprobe options = Uprobe.function(Path.of(LIBRARY), "probed_by_name").cookie(COOKIE);
    check(
        AttachCookiesSkel.Progs::atPlace,
        program -> program.attach(options),
        program -> PROBED.probed_by_name(1));
  }

  @RequiresKernel(value = "5.15", feature = "cookies of probes")
  public void ofAUsdtProbe() {
    Usdt options = Usdt.probe(Path.of(LIBRARY), "bpfj", "passed").cookie(COOKIE);
    check(
        AttachCookiesSkel.Progs::atUsdt,
        program -> program.attach(options),
        program -> PROBED.probed_by_usdt(1, 1));
  }

  @RequiresKernel(value = "5.15", feature = "cookies of probes")
  public void ofATracepoint() {
    Tracepoint options = Tracepoint.of("syscalls", "sys_enter_getppid").cookie(COOKIE);
    check(
        AttachCookiesSkel.Progs::atTracepoint,
        program -> program.attach(options),
        program -> SystemCalls.getppid());
  }

  @RequiresKernel(value = "6.10", feature = "cookies of raw tracepoints")
  public void ofARawTracepoint() {
    RawTracepoint options = RawTracepoint.of("sys_enter").cookie(COOKIE);
    check(
        AttachCookiesSkel.Progs::atRawTracepoint,
        program -> program.attach(options),
        program -> SystemCalls.getppid());
  }

  @RequiresKernel(value = "5.15", feature = "cookies of probes")
  public void ofAPerfEvent() {
    PerfEvent clock =
        PerfEvent.of(PerfEvent.SOFTWARE, PerfEvent.CPU_CLOCK).frequency(1000).cookie(COOKIE);
    check(
        AttachCookiesSkel.Progs::atEvent,
        program -> program.attach(clock),
        program -> SystemCalls.nanosleep());
  }

  @RequiresKernel(value = "5.19", feature = "cookies of fentry")
  public void ofAFunctionsEntry() {
    check(
        AttachCookiesSkel.Progs::atEntry,
        program -> program.attach(Trace.loadedTarget().cookie(COOKIE)),
        program -> program.testRun(TestRunOptions.none()));
  }
}
