package dev.bpfj.kernelvm.qemu;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The guests that run. Whatever ends this JVM but a kill -9 ends them too; that one leaves them to
 * their own clocks.
 */
public final class Guests implements AutoCloseable {
  private final Set<Process> running = ConcurrentHashMap.newKeySet();
  private final Thread hook = new Thread(this::endAll, "end guests");
  private volatile boolean closed;

  /** No guests yet; from now on the JVM's end is theirs. */
  public Guests() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** A guest was started. One that comes too late is ended at once. */
  void add(Process guest) {
    running.add(guest);
    if (closed) {
      endAll();
    }
  }

  /** A guest has ended. */
  void remove(Process guest) {
    running.remove(guest);
  }

  /** Ends the guests that run, and lets no others begin. */
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
