package dev.bpfj.test.memory;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/**
 * Whether a file has something, and who waits for it.
 *
 * <p>Thread-safe.
 */
final class Readiness {
  private final BooleanSupplier ready;
  private final List<Runnable> waiting = new CopyOnWriteArrayList<>();

  /** Makes one that nobody waits for. */
  Readiness(BooleanSupplier ready) {
    this.ready = ready;
  }

  /** Has an action run whenever there is something more, and now if there is something. */
  void watch(Runnable action) {
    waiting.add(action);
    if (ready.getAsBoolean()) {
      action.run();
    }
  }

  /** Takes back {@link #watch}. */
  void forget(Runnable action) {
    waiting.remove(action);
  }

  /** There is something more. */
  void signal() {
    waiting.forEach(Runnable::run);
  }
}
