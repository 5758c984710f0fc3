package com.example;

import static org.testng.Assert.assertEquals;

import dev.bpfj.libbpf.ring.RingBuffer;
import dev.bpfj.progs.RingEventsSkel;
import dev.bpfj.progs.RingEventsSkel.Event;
import dev.bpfj.test.memory.InMemoryKernel;
import dev.bpfj.test.memory.RingProducer;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.Test;

public final class EventReportTest {
  private final InMemoryKernel kernel = InMemoryKernel.create();

  @Test
  public void tellsEventsAndWhatWasLost() {
    try (RingEventsSkel skel = RingEventsSkel.open(kernel.options())) {
      skel.maps().events().settings().maxEntries(4096); // room for 127 events
      skel.load();
      skel.attach();
      try (EventReport report = new EventReport(skel)) {
        // What the BPF program does; no program runs here.
        RingProducer ring = RingProducer.of(skel.maps().events());
        for (int number = 0; number < 200; number++) {
          if (!ring.submit(new Event().number(number))) {
            skel.bss().getAndAddDropped(1);
          }
        }

        assertEquals(report.next(), "127 events, the last one 126; lost: 73");
        assertEquals(report.next(), "0 events, the last one 126; lost: 73");
      }
    }
  }

  /** What is tested: it knows nothing of tests, and runs in the kernel in production. */
  static final class EventReport implements AutoCloseable {
    private final RingEventsSkel skel;
    private final RingBuffer ring;
    private final List<Long> numbers = new ArrayList<>();

    EventReport(RingEventsSkel skel) {
      this.skel = skel;
      this.ring = RingBuffer.open(skel.maps().events(), Event.reader(e -> numbers.add(e.number())));
    }

    String next() {
      int events = ring.consume();
      long last = numbers.get(numbers.size() - 1);
      return events + " events, the last one " + last + "; lost: " + skel.bss().dropped();
    }

    @Override
    public void close() {
      ring.close();
    }
  }
}
