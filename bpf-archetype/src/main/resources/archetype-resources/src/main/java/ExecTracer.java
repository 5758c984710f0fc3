package ${package};

import ${package}.ExecsSkel.Event;
import dev.bpfj.libbpf.ring.RingBuffer;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Watches programs being started. */
public final class ExecTracer implements AutoCloseable {
  private final ExecsSkel skel;
  private final RingBuffer events;

  /**
   * Loads and attaches the BPF program.
   *
   * @param user whose programs are shown; empty for everybody's
   * @param handler receives each program, called by {@link #poll}
   */
  public ExecTracer(OptionalLong user, Consumer<Exec> handler) {
    this(ExecsSkel.open(), user, handler);
  }

  /** The same with a skeleton that is opened already, and closed with the tracer. */
  ExecTracer(ExecsSkel skel, OptionalLong user, Consumer<Exec> handler) {
    this.skel = skel;
    try {
      user.ifPresent(skel.rodata()::onlyUser); // before load: from then on it is a constant
      skel.load();
      skel.attach();
      events = RingBuffer.open(skel.maps().events(), Event.reader(e -> handler.accept(exec(e))));
    } catch (RuntimeException e) {
      skel.close();
      throw e;
    }
  }

  private static Exec exec(Event event) {
    return new Exec(
        event.pid(), event.parent(), event.user(), event.command(), event.file());
  }

  /** Hands what was started meanwhile to the handler; waits for it if nothing was. */
  public void poll(Duration timeout) {
    events.poll(timeout);
  }

  /** How many were started that the ring buffer had no room for. */
  public long lost() {
    return skel.bss().lost();
  }

  /** Detaches the program; nothing is left in the kernel. */
  @Override
  public void close() {
    events.close();
    skel.close();
  }
}
