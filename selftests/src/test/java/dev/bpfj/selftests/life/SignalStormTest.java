package dev.bpfj.selftests.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.libbpf.error.VerifierRejectedException;
import dev.bpfj.libbpf.probe.KernelProbe;
import dev.bpfj.libbpf.program.ProgramType;
import dev.bpfj.progs.LifeTooLongSkel;
import dev.bpfj.progs.SlowVerifySkel;
import dev.bpfj.selftests.harness.ChildJvm;
import dev.bpfj.selftests.harness.NativeCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jnr.ffi.LibraryLoader;
import org.testng.annotations.Test;

/** Long system calls of a thread that a profiler signals every millisecond. */
@Test(groups = "host")
public final class SignalStormTest {

  public void longCallsSucceedWhileAProfilerSignalsTheirThread() throws Exception {
    assertThat(ChildJvm.run(Profiled.class))
        .isEqualTo(
            """
            loaded
            run 2000 times
            sched_cls YES
            rejected: R0 invalid mem access 'map_value_or_null'
            the signal mask is as before
            """);
  }

  /** src/test/native/storm.c. */
  public interface Storm {
    /** Signals the calling thread from now on. */
    int storm_begin();

    /** How many signals were handled. */
    long storm_handled();

    /** Signals no more. */
    void storm_end();
  }

  /** What a profiled program does, in a JVM of its own, whose handlers the storm replaces. */
  public static final class Profiled {
    private Profiled() {}

    /** Says how it went. */
    public static void main(String... arguments) throws IOException {
      Storm storm =
          LibraryLoader.create(Storm.class).failImmediately().load(NativeCode.storm().toString());
      String mask = mask();
      if (storm.storm_begin() != 0) {
        throw new IllegalStateException("no thread for signals");
      }
      while (storm.storm_handled() == 0) {
        Thread.onSpinWait();
      }
      try {
        longCalls();
      } finally {
        storm.storm_end();
      }
      System.out.println("the signal mask is " + (mask().equals(mask) ? "as before" : "another"));
    }

    private static void longCalls() {
      try (SlowVerifySkel skel = SlowVerifySkel.openAndLoad()) {
        System.out.println("loaded");
        skel.progs().takesLong().testRun(TestRunOptions.none().data(new byte[60]).repeat(2000));
        System.out.println("run " + skel.bss().runs() + " times");
      }
      System.out.println("sched_cls " + KernelProbe.programType(ProgramType.SCHED_CLS));
      try (LifeTooLongSkel skel = LifeTooLongSkel.open()) {
        skel.load();
      } catch (VerifierRejectedException e) {
        System.out.println("rejected: " + e.verdict());
      }
    }

    private static String mask() throws IOException {
      return Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
          .filter(line -> line.startsWith("SigBlk:"))
          .findFirst()
          .orElseThrow();
    }
  }
}
