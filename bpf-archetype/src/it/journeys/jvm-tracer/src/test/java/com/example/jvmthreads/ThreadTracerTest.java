package com.example.jvmthreads;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import com.example.jvmthreads.ThreadTracer.ThreadEvent;
import dev.bpfj.test.BpfSkeleton;
import dev.bpfj.test.leak.LeakCheck;
import java.io.BufferedReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.Test;

/** Another JVM is watched, in a kernel of its own. */
@LeakCheck(seconds = 120)
public final class ThreadTracerTest {
  @BpfSkeleton JvmthreadsSkel skel;

  @Test(groups = "vm", timeOut = 600_000)
  public void seesThreadsOfAnotherJvmStartAndEnd() throws Exception {
    String longName = "a name that is longer than the record has room for, by some characters";
    List<ThreadEvent> seen = new ArrayList<>();
    Process jvm =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                Subject.class.getName(),
                "worker-1",
                "daemon-1",
                "Wörker",
                longName)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (ThreadTracer tracer = new ThreadTracer(skel, seen::add);
        BufferedReader out = jvm.inputReader()) {
      assertEquals(out.readLine(), "ready");
      tracer.watch(jvm.pid());
      jvm.outputWriter().append('\n').flush();
      assertEquals(out.readLine(), "done");
      while (seen.stream()
          .filter(e -> !e.started() && e.name().startsWith("a name"))
          .findAny()
          .isEmpty()) {
        tracer.poll(Duration.ofSeconds(1));
      }
      assertEquals(tracer.lost(), 0);
    } finally {
      jvm.destroyForcibly().waitFor();
    }

    // The JVM's own threads, such as those of its compilers, come and go as they like.
    for (String name : List.of("worker-1", "daemon-1", "Wörker", longName.substring(0, 63))) {
      List<ThreadEvent> own = seen.stream().filter(e -> e.name().equals(name)).toList();
      assertEquals(
          own.stream().map(ThreadEvent::started).toList(), List.of(true, false), seen.toString());
      ThreadEvent start = own.get(0);
      ThreadEvent end = own.get(1);
      assertEquals(start.pid(), jvm.pid());
      assertEquals(start.javaId(), end.javaId());
      assertEquals(start.daemon(), name.startsWith("daemon"));
      assertEquals(start.life(), Duration.ZERO);
      assertTrue(end.life().toNanos() > 0);
    }
  }
}
