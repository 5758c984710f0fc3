package com.example.jvmthreads;

import static org.testng.Assert.assertEquals;

import com.example.jvmthreads.JvmthreadsSkel.Event;
import com.example.jvmthreads.JvmthreadsSkel.Kind;
import dev.bpfj.test.memory.InMemoryKernel;
import dev.bpfj.test.memory.RingProducer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.Test;

/** Needs no kernel and no privilege. */
public final class ThreadEventTest {
  @Test
  public void isMadeOfARecordOfTheRing() {
    List<String> lines = new ArrayList<>();
    try (JvmthreadsSkel skel = JvmthreadsSkel.open(InMemoryKernel.create().options())) {
      skel.load();
      try (ThreadTracer tracer = new ThreadTracer(skel, event -> lines.add(event.toString()))) {
        RingProducer ring = RingProducer.of(skel.maps().events());
        ring.submit(new Event().kind(Kind.STARTED).name("worker-1").javaId(42).process("java"));
        ring.submit(
            new Event()
                .kind(Kind.ENDED)
                .name("Reference Handler")
                .javaId(9)
                .daemon(true)
                .lifeNs(5_000_000));
        tracer.poll(Duration.ZERO);
      }
    }
    assertEquals(
        lines,
        List.of(
            "started worker-1                       #42",
            "ended   Reference Handler              #9 daemon after 5 ms"));
  }
}
