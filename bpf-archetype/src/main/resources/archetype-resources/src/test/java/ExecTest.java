package ${package};

import static org.testng.Assert.assertEquals;

import ${package}.ExecsSkel.Event;
import dev.bpfj.test.memory.InMemoryKernel;
import dev.bpfj.test.memory.RingProducer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.testng.annotations.Test;

/** Needs no kernel: Surefire runs it. */
public final class ExecTest {
  @Test
  public void isALineInColumns() {
    Exec exec = new Exec(4711, 1, 1000, "java", "/usr/bin/java");

    assertEquals(exec.line(), "4711    1       1000    java            /usr/bin/java");
  }

  @Test
  public void isMadeOfARecordOfTheRing() {
    ExecsSkel skel = ExecsSkel.open(InMemoryKernel.create().options());
    List<Exec> execs = new ArrayList<>();
    try (ExecTracer tracer = new ExecTracer(skel, OptionalLong.of(1000), execs::add)) {
      // What the BPF program does; here there is none.
      RingProducer events = RingProducer.of(skel.maps().events());
      events.submit(
          new Event().pid(4711).parent(1).user(1000).command("java").file("/usr/bin/java"));
      skel.bss().lost(3);

      tracer.poll(Duration.ZERO);

      assertEquals(execs, List.of(new Exec(4711, 1, 1000, "java", "/usr/bin/java")));
      assertEquals(tracer.lost(), 3);
      assertEquals(skel.rodata().onlyUser(), 1000);
    }
  }
}
