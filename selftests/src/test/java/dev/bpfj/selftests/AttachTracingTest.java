package dev.bpfj.selftests;

import static dev.bpfj.selftests.harness.NativeCode.LIBRARY;
import static dev.bpfj.selftests.harness.NativeCode.PROBED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.hook.KprobeMulti;
import dev.bpfj.libbpf.hook.PerfEvent;
import dev.bpfj.libbpf.hook.RawTracepoint;
import dev.bpfj.libbpf.hook.Tracepoint;
import dev.bpfj.libbpf.hook.Uprobe;
import dev.bpfj.libbpf.hook.Usdt;
import dev.bpfj.progs.AttachTracingSkel;
import dev.bpfj.selftests.harness.Kernel;
import dev.bpfj.selftests.harness.KernelMaps;
import dev.bpfj.selftests.harness.Loading;
import dev.bpfj.selftests.harness.Pins;
import dev.bpfj.selftests.harness.SystemCalls;
import dev.bpfj.selftests.harness.Trigger;
import dev.bpfj.test.RequiresKernel;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.testng.annotations.Test;

/**
 * A program of each kind that watches the kernel or a process, attached: it runs where it should,
 * as often as it should, and no more after it was detached.
 */
@Test(groups = "vm")
public final class AttachTracingTest {
  private static final Path PIN = Path.of("/sys/fs/bpf/attach_tracing_maps");

  /** Loads one program of the object, or none that has such a feature. */
  private static AttachTracingSkel load(Function<AttachTracingSkel.Progs, BpfProgram> program) {
    return Loading.load(
        AttachTracingSkel.open(),
        skel -> {
          skel.rodata().thread(SystemCalls.thread());
          skel.rodata().nanosleepNumber(SystemCalls.nanosleepNumber());
          program.apply(skel.progs()).settings().autoload(true);
        });
  }

  public void aTracepointIsHitByItsSectionAndByHand() {
    try (AttachTracingSkel skel = load(AttachTracingSkel.Progs::atTracepoint)) {
      assertThat(skel.attach().attached()).containsExactly("at_tracepoint");
      Trigger.hits(() -> skel.bss().tracepointRuns());
      assertThat(skel.bss().tracepointRuns()).isEqualTo(1);
      skel.detach();
      SystemCalls.nanosleep();
      assertThat(skel.bss().tracepointRuns()).isEqualTo(1);
      Tracepoint other = Tracepoint.of("syscalls", "sys_enter_getppid");
      try (BpfLink link = skel.progs().atTracepoint().attach(other)) {
        SystemCalls.nanosleep();
        assertThat(skel.bss().tracepointRuns()).isEqualTo(1);
        Trigger.hits(() -> skel.bss().tracepointRuns(), SystemCalls::getppid);
        assertThat(skel.bss().tracepointRuns()).isEqualTo(2);
        assertThat(link.isClosed()).isFalse();
      }
    }
  }

  public void aRawTracepointIsHitByItsSectionAndByHand() {
    try (AttachTracingSkel skel = load(AttachTracingSkel.Progs::atRawTracepoint)) {
      assertThat(skel.attach().attached()).containsExactly("at_raw_tracepoint");
      Trigger.hits(() -> skel.bss().rawTracepointRuns());
      assertThat(skel.bss().rawTracepointRuns()).isEqualTo(1);
      skel.detach();
      SystemCalls.nanosleep();
      assertThat(skel.bss().rawTracepointRuns()).isEqualTo(1);
      skel.links()
          .atRawTracepoint(skel.progs().atRawTracepoint().attach(RawTracepoint.of("sys_enter")));
      Trigger.hits(() -> skel.bss().rawTracepointRuns());
      assertThat(skel.bss().rawTracepointRuns()).isEqualTo(2);
    }
  }

  public void aTracepointWithTypesIsHit() {
    try (AttachTracingSkel skel = load(AttachTracingSkel.Progs::atTypedTracepoint)) {
      assertThat(skel.attach().attached()).containsExactly("at_typed_tracepoint");
      Trigger.hits(() -> skel.bss().typedTracepointRuns());
      assertThat(skel.bss().typedTracepointRuns()).isEqualTo(1);
      skel.detach();
      SystemCalls.nanosleep();
      assertThat(skel.bss().typedTracepointRuns()).isEqualTo(1);
    }
  }

  public void aFunctionsResultIsModified() throws IOException {
    Path file = Files.createTempFile("refused", "");
    try (AttachTracingSkel skel = load(AttachTracingSkel.Progs::modifyReturn)) {
      assertThat(skel.attach().attached()).containsExactly("modify_return");
      AtomicReference<String> said = new AtomicReference<>();
      Trigger.hits(() -> skel.bss().modifyReturnRuns(), () -> said.set(refusal(skel, file)));
      assertThat(said.get()).isEqualTo(file + " (Permission denied)");
      assertThat(skel.bss().modifyReturnRuns()).isEqualTo(1);
      skel.detach();
      assertThat(refusal(skel, file)).isEmpty();
      assertThat(skel.bss().modifyReturnRuns()).isEqualTo(1);
    } finally {
      Files.delete(file);
    }
  }

  public void aSecurityModuleRefuses() throws IOException {
    Path file = Files.createTempFile("refused", "");
    try (AttachTracingSkel skel = load(AttachTracingSkel.Progs::refuse)) {
      assertThat(skel.attach().attached()).containsExactly("refuse");
      AtomicReference<String> said = new AtomicReference<>();
      Trigger.hits(() -> skel.bss().lsmRuns(), () -> said.set(refusal(skel, file)));
      assertThat(said.get()).isEqualTo(file + " (Permission denied)");
      assertThat(skel.bss().lsmRuns()).isEqualTo(1);
      skel.detach();
      assertThat(refusal(skel, file)).isEmpty();
      assertThat(skel.bss().lsmRuns()).isEqualTo(1);
    } finally {
      Files.delete(file);
    }
  }

  /** What is said when the file is opened, nothing if it can be. */
  private static String refusal(AttachTracingSkel skel, Path file) {
    skel.bss().refusing(false);
    opening(file + ".is.not.there"); // while files are refused, no class can be loaded
    skel.bss().refusing(true);
    try {
      return opening(file.toString());
    } finally {
      skel.bss().refusing(false);
    }
  }

  private static String opening(String file) {
    try {
      new RandomAccessFile(file, "r").close();
      return "";
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  @RequiresKernel(value = "6.12", feature = "kprobe.multi (FPROBE)")
  public void severalFunctionsAreProbedWithCookiesOfTheirOwn() {
    try (AttachTracingSkel skel = load(AttachTracingSkel.Progs::atSeveralFunctions)) {
      KprobeMulti options =
          KprobeMulti.functions(
                  List.of(Kernel.systemCall("nanosleep"), Kernel.systemCall("getppid")))
              .cookies(List.of(1L, 2L));
      try (BpfLink link = skel.progs().atSeveralFunctions().attach(options)) {
        assertThat(link.isClosed()).isFalse();
        Trigger.hits(() -> skel.bss().cookies());
        assertThat(skel.bss().cookies()).isEqualTo(1);
        Trigger.hits(() -> skel.bss().cookies(), SystemCalls::getppid);
        assertThat(skel.bss().cookies()).isEqualTo(3);
        skel.bss().cookies(0);
      }
      SystemCalls.nanosleep();
      assertThat(skel.bss().cookies()).isZero();
    }
  }

  private static void assertNanosleepRunsIt(KprobeMulti options) {
    Kernel.require("6.12", "kprobe.multi (FPROBE)");
    try (AttachTracingSkel skel = load(AttachTracingSkel.Progs::atSeveralFunctions)) {
      try (BpfLink link = skel.progs().atSeveralFunctions().attach(options)) {
        assertThat(link.isClosed()).isFalse();
        SystemCalls.getppid();
        assertThat(skel.bss().severalRuns()).isZero();
        Trigger.hits(() -> skel.bss().severalRuns());
        assertThat(skel.bss().severalRuns()).isEqualTo(1);
      }
      SystemCalls.nanosleep();
      assertThat(skel.bss().severalRuns()).isEqualTo(1);
    }
  }

  public void severalFunctionsAreProbedByAPattern() {
    assertNanosleepRunsIt(KprobeMulti.matching(Kernel.systemCall("*nanosleep")));
    assertNanosleepRunsIt(KprobeMulti.matching(Kernel.systemCall("nan?sleep")));
  }

  public void severalFunctionsAreProbedAtTheirReturn() {
    assertNanosleepRunsIt(KprobeMulti.matching(Kernel.systemCall("*nanosleep")).returning());
  }

  public void severalFunctionsAreProbedByTheirAddresses() {
    List<Long> addresses =
        Stream.of("clock_nanosleep", "nanosleep")
            .map(name -> Kernel.function(Kernel.systemCall(name)).address())
            .toList();
    assertNanosleepRunsIt(KprobeMulti.at(addresses));
  }

  public void aUsdtProbeHasItsArguments() {
    try (AttachTracingSkel skel = load(AttachTracingSkel.Progs::atUsdt)) {
      Usdt options = Usdt.probe(Path.of(LIBRARY), "bpfj", "passed").pid(Uprobe.THIS_PROCESS);
      try (BpfLink link = skel.progs().atUsdt().attach(options)) {
        assertThat(link.isClosed()).isFalse();
        PROBED.probed_by_usdt(-42, 1L << 40);
        assertThat(skel.bss().usdtRuns()).isEqualTo(1);
        assertThat(skel.bss().usdtFirst()).isEqualTo(-42);
        assertThat(skel.bss().usdtSecond()).isEqualTo(1L << 40);
      }
      PROBED.probed_by_usdt(0, 0);
      assertThat(skel.bss().usdtRuns()).isEqualTo(1);
    }
  }

  public void anIteratorListsMaps() throws IOException {
    try (AttachTracingSkel skel = load(AttachTracingSkel.Progs::listMaps)) {
      assertThat(skel.attach().attached()).containsExactly("list_maps");
      Pins.pin(skel.links().listMaps().orElseThrow().fd(), PIN);
      try {
        assertThat(Files.readAllLines(PIN))
            .contains("map " + KernelMaps.id(skel.maps().bss().fd()))
            .allMatch(line -> line.matches("map \\d+"));
      } finally {
        Files.delete(PIN);
      }
    }
  }

  public void aSoftwareClockOfEachProcessorRunsItsProgram() {
    try (AttachTracingSkel skel = load(AttachTracingSkel.Progs::atPerfEvent)) {
      PerfEvent clocks =
          PerfEvent.of(PerfEvent.SOFTWARE, PerfEvent.CPU_CLOCK)
              .pid(PerfEvent.ANY_PROCESS)
              .frequency(1000);
      BpfLink link = skel.progs().atPerfEvent().attach(clocks);
      Trigger.until("a clock ticks", () -> skel.bss().perfEventRuns() > 0);
      assertThat(link.fd()).isEqualTo(-1);
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> link.pin(Path.of("/sys/fs/bpf/never")))
          .withMessage(
              "program \"at_perf_event\": link: it stands for a link on each processor; this one"
                  + " can be closed only");
      link.close();
      SystemCalls.nanosleep(); // a run that was interrupted may still end
      int runs = skel.bss().perfEventRuns();
      SystemCalls.nanosleep();
      assertThat(skel.bss().perfEventRuns()).isEqualTo(runs);
    }
  }

  public void aSoftwareClockRunsItsProgram() {
    try (AttachTracingSkel skel = load(AttachTracingSkel.Progs::atPerfEvent)) {
      PerfEvent clock = PerfEvent.of(PerfEvent.SOFTWARE, PerfEvent.CPU_CLOCK).frequency(1000);
      skel.links().atPerfEvent(skel.progs().atPerfEvent().attach(clock));
      Trigger.until("the clock ticks", () -> skel.bss().perfEventRuns() > 0);
      skel.detach();
      int runs = skel.bss().perfEventRuns();
      SystemCalls.nanosleep();
      assertThat(skel.bss().perfEventRuns()).isEqualTo(runs);
    }
  }
}
