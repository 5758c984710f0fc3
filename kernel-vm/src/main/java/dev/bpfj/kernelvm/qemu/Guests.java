package dev.bpfj.kernelvm.qemu;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The running guests. They are killed when this JVM exits. Only after a {@code kill -9} do they go
 * on, until they power themselves off at their own time limit.
 */
public final class Guests implements AutoCloseable {
  private final Set<Process> running = ConcurrentHashMap.newKeySet();
  private final Thread hook = new Thread(this::endAll, "end guests");
  private volatile boolean closed;

  /** Creates an empty set, and registers a shutdown hook that kills its guests. */
  public Guests() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Adds a guest that was started. After {@link #close} it is killed at once. */
  void add(Process guest) {
    running.add(guest);
    if (closed) {
      endAll();
    }
  }

  /** Removes a guest that has ended. */
  void remove(Process guest) {
    running.remove(guest);
  }

  /** Kills all running guests, and every guest that is added later. */
  @Override
  public void close() {
    endAll();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook runs.
    }
  }

  private void endAll() {
    closed = true;
    running.forEach(Process::destroyForcibly);
  }
}
