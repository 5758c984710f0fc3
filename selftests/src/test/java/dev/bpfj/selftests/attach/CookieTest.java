package dev.bpfj.selftests.attach;

import static dev.bpfj.selftests.harness.NativeCode.LIBRARY;
import static dev.bpfj.selftests.harness.NativeCode.PROBED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.PerfEvent;
import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.libbpf.attach.KprobeOptions;
import dev.bpfj.libbpf.attach.KsyscallOptions;
import dev.bpfj.libbpf.attach.PerfEventAttributes;
import dev.bpfj.libbpf.attach.PerfEventOptions;
import dev.bpfj.libbpf.attach.RawTracepointOptions;
import dev.bpfj.libbpf.attach.TracepointOptions;
import dev.bpfj.libbpf.attach.UprobeOptions;
import dev.bpfj.libbpf.attach.UsdtOptions;
import dev.bpfj.progs.AttachCookiesSkel;
import dev.bpfj.selftests.harness.Kernel;
import dev.bpfj.selftests.harness.SystemCalls;
import dev.bpfj.selftests.harness.Trigger;
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
      program.setAutoload(true);
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

  public void ofAKprobe() {
    Kernel.require("5.15", "cookies of probes");
    KprobeOptions options = KprobeOptions.entryOf(Kernel.systemCall("getppid")).withCookie(COOKIE);
    check(
        AttachCookiesSkel.Progs::atFunction,
        program -> program.attachKprobe(options),
        program -> SystemCalls.getppid());
  }

  public void ofASystemCall() {
    Kernel.require("5.15", "cookies of probes");
    KsyscallOptions options = KsyscallOptions.entryOf("getppid").withCookie(COOKIE);
    check(
        AttachCookiesSkel.Progs::atSystemCall,
        program -> program.attachKsyscall(options),
        program -> SystemCalls.getppid());
  }

  public void ofASystemCallsReturn() {
    Kernel.require("5.15", "cookies of probes");
    KsyscallOptions options = KsyscallOptions.returnOf("getppid").withCookie(COOKIE);
    check(
        AttachCookiesSkel.Progs::atSystemCall,
        program -> program.attachKsyscall(options),
        program -> SystemCalls.getppid());
  }

  public void ofAUprobe() {
    Kernel.require("5.15", "cookies of probes");
    UprobeOptions options = UprobeOptions.entryOf(LIBRARY, "probed_by_name").withCookie(COOKIE);
    check(
        AttachCookiesSkel.Progs::atPlace,
        program -> program.attachUprobe(options),
        program -> PROBED.probed_by_name(1));
  }

  public void ofAUsdtProbe() {
    Kernel.require("5.15", "cookies of probes");
    UsdtOptions options = UsdtOptions.of(LIBRARY, "bpfj", "passed").withCookie(COOKIE);
    check(
        AttachCookiesSkel.Progs::atUsdt,
        program -> program.attachUsdt(options),
        program -> PROBED.probed_by_usdt(1, 1));
  }

  public void ofATracepoint() {
    Kernel.require("5.15", "cookies of probes");
    TracepointOptions options =
        TracepointOptions.of("syscalls", "sys_enter_getppid").withCookie(COOKIE);
    check(
        AttachCookiesSkel.Progs::atTracepoint,
        program -> program.attachTracepoint(options),
        program -> SystemCalls.getppid());
  }

  public void ofARawTracepoint() {
    Kernel.require("6.10", "cookies of raw tracepoints");
    RawTracepointOptions options = RawTracepointOptions.of("sys_enter").withCookie(COOKIE);
    check(
        AttachCookiesSkel.Progs::atRawTracepoint,
        program -> program.attachRawTracepoint(options),
        program -> SystemCalls.getppid());
  }

  public void ofAPerfEvent() {
    Kernel.require("5.15", "cookies of probes");
    PerfEventAttributes clock =
        PerfEventAttributes.of(PerfEventAttributes.SOFTWARE, PerfEventAttributes.CPU_CLOCK)
            .withFrequency(1000);
    PerfEventOptions options = PerfEventOptions.defaults().withCookie(COOKIE);
    check(
        AttachCookiesSkel.Progs::atEvent,
        program -> {
          try (PerfEvent event = PerfEvent.open(clock)) {
            return program.attachPerfEvent(event, options);
          }
        },
        program -> SystemCalls.nanosleep());
  }

  public void ofAFunctionsEntry() {
    Kernel.require("5.19", "cookies of fentry");
    check(
        AttachCookiesSkel.Progs::atEntry,
        program -> program.attachTrace(COOKIE),
        program -> program.testRun(TestRunOptions.none()));
  }
}
