package ${package};

import static org.testng.Assert.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.testng.annotations.Test;

/** Needs a kernel, and root: bpf:kernel-test runs it in virtual machines, Surefire leaves it out. */
@Test(groups = "vm")
public final class ExecTracerTest {
  public void seesWhatIsStarted() throws Exception {
    List<Exec> execs = new ArrayList<>();
    try (ExecTracer tracer = new ExecTracer(OptionalLong.empty(), execs::add)) {
      Process process = new ProcessBuilder("/bin/sh", "-c", "exit 0").start();
      process.waitFor();
      // Of other processes too, so that it is looked for.
      while (execs.stream().noneMatch(exec -> exec.pid() == process.pid() && isShell(exec))) {
        tracer.poll(Duration.ofSeconds(1));
      }
      assertEquals(tracer.lost(), 0);
    }
  }

  public void leavesOthersOutIfAskedForOneUser() throws Exception {
    List<Exec> execs = new ArrayList<>();
    try (ExecTracer tracer = new ExecTracer(OptionalLong.of(4711), execs::add)) {
      new ProcessBuilder("/bin/sh", "-c", "exit 0").start().waitFor();
      tracer.poll(Duration.ZERO);
    }
    assertEquals(execs, List.of());
  }

  private static boolean isShell(Exec exec) {
    return exec.file().equals("/bin/sh");
  }
}
