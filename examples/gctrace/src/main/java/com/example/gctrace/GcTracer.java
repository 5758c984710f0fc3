package com.example.gctrace;

import com.example.gctrace.GctraceSkel.Event;
import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.hook.Uprobe;
import dev.bpfj.libbpf.hook.Usdt;
import dev.bpfj.libbpf.ring.RingBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** Watches the garbage collections of a JVM. */
public final class GcTracer implements AutoCloseable {
  private final GctraceSkel skel;
  private final RingBuffer events;

  /**
   * Loads and attaches the BPF programs.
   *
   * @param pid the JVM's process
   * @param handler receives what happens, called by {@link #poll}
   */
  public GcTracer(long pid, Consumer<GcEvent> handler) {
    Path library = Jvm.library(pid);
    skel = GctraceSkel.openAndLoad();
    try {
      events = RingBuffer.open(skel.maps().events(), Event.reader(e -> handler.accept(copy(e))));
      // From the end of each pair to its beginning, so that no end is missed.
      attach(skel.progs().onOperationEnd(), library, "vmops__end", pid);
      attach(skel.progs().onOperationBegin(), library, "vmops__begin", pid);
      attach(skel.progs().onPoolEnd(), library, "mem__pool__gc__end", pid);
      attach(skel.progs().onPoolBegin(), library, "mem__pool__gc__begin", pid);
      skel.progs().onRequest().attach(Uprobe.function(library, "JVM_GC").pid(pid));
    } catch (RuntimeException e) {
      skel.close();
      throw e;
    }
  }

  private static void attach(BpfProgram program, Path library, String probe, long pid) {
    program.attach(Usdt.probe(library, "hotspot", probe).pid(pid));
  }

  private static GcEvent copy(Event event) {
    return new GcEvent(
        GcEvent.Kind.valueOf(event.kind().name()),
        event.name(),
        Duration.ofNanos(event.lengthNs()),
        event.usedBefore(),
        event.usedAfter());
  }

  /** Passes what happened meanwhile to the handler; waits if nothing did. */
  public void poll(Duration timeout) {
    events.poll(timeout);
  }

  /** How many events the ring buffer had no room for. */
  public long lost() {
    return skel.bss().lost();
  }

  /** Detaches the programs; nothing is left in the kernel or in the JVM. */
  @Override
  public void close() {
    events.close();
    skel.close();
  }
}
