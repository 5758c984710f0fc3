package com.example.opensnoop;

import com.example.opensnoop.OpensnoopSkel.Event;
import dev.bpfj.libbpf.ring.RingBuffer;
import java.time.Duration;
import java.util.function.Consumer;

/** Watches files being opened. */
public final class OpenTracer implements AutoCloseable {
  private final OpensnoopSkel skel;
  private final RingBuffer events;

  /**
   * Loads and attaches the BPF programs.
   *
   * @param process the process to watch; 0 for all
   * @param failed whether only files that could not be opened are of interest
   * @param handler receives each file, called by {@link #poll}
   */
  public OpenTracer(int process, boolean failed, Consumer<Opened> handler) {
    skel = OpensnoopSkel.open();
    try {
      skel.rodata().onlyProcess(process).onlyFailed(failed); // constants from load on
      boolean hasOpen = System.getProperty("os.arch").equals("amd64");
      skel.progs().enterOpen().settings().autoload(hasOpen);
      skel.progs().leaveOpen().settings().autoload(hasOpen);
      skel.load();
      events = RingBuffer.open(skel.maps().events(), Event.reader(e -> handler.accept(copy(e))));
      skel.attach();
    } catch (RuntimeException e) {
      skel.close();
      throw e;
    }
  }

  private static Opened copy(Event event) {
    return new Opened(event.pid(), event.command(), event.result(), event.file());
  }

  /** Passes what was opened meanwhile to the handler; waits if nothing was. */
  public void poll(Duration timeout) {
    events.poll(timeout);
  }

  /** How many events the ring buffer had no room for. */
  public long lost() {
    return skel.bss().lost();
  }

  /** Detaches the programs; nothing is left in the kernel. */
  @Override
  public void close() {
    events.close();
    skel.close();
  }
}
