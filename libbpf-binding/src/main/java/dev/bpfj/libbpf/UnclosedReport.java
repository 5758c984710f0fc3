package dev.bpfj.libbpf;

import dev.bpfj.libbpf.internal.call.Lazy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/**
 * Reports objects that became unreachable without being closed, and where they were opened. Enabled
 * by a system property, since it costs a stack trace for each object.
 */
final class UnclosedReport {
  /** System property that asks for it, with {@code true}. */
  static final String PROPERTY = "dev.bpfj.libbpf.trackUnclosed";

  private static final Logger LOGGER = System.getLogger("dev.bpfj.libbpf");

  private final State state;

  private static final class State implements Runnable {
    private static final Lazy<Cleaner> CLEANER = new Lazy<>(Cleaner::create);

    private final String subject;
    private final Throwable opened;
    private volatile boolean closed;

    State(String subject) {
      this.subject = subject;
      this.opened = new Throwable(subject + ": was opened here");
    }

    @Override
    public void run() {
      if (!closed) {
        LOGGER.log(
            Level.WARNING,
            subject
                + ": was never closed; what it has of memory, programs and maps is lost until this"
                + " process ends",
            opened);
      }
    }
  }

  private UnclosedReport(State state) {
    this.state = state;
  }

  /** Begins to watch an object, if that is asked for. */
  static @Nullable UnclosedReport watch(Object object, String subject) {
    if (!Boolean.getBoolean(PROPERTY)) {
      return null;
    }
    State state = new State(subject);
    State.CLEANER.get().register(object, state);
    return new UnclosedReport(state);
  }

  /** The object is closed. */
  void closed() {
    state.closed = true;
  }
}
