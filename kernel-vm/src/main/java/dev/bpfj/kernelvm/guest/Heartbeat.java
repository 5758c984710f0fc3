package dev.bpfj.kernelvm.guest;

import dev.bpfj.kernelvm.wire.FrameWriter;
import java.time.Duration;
import java.util.Map;

/**
 * Tells the host once a second that the guest lives, and prints where the tests hang shortly before
 * the host loses its patience: the stacks are then among the console's last lines.
 */
final class Heartbeat implements Runnable {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int MAX_FRAMES = 15;

  private final FrameWriter host;
  private final Duration patience;
  private final Thread tests;
  private final long start = System.nanoTime();
  private boolean dumped;

  private Heartbeat(FrameWriter host, long hangSeconds, Thread tests) {
    this.host = host;
    this.patience = Duration.ofSeconds(hangSeconds);
    this.tests = tests;
  }

  static void start(FrameWriter host, long hangSeconds, Thread tests) {
    Thread thread = new Thread(new Heartbeat(host, hangSeconds, tests), "heartbeat");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    try {
      while (true) {
        Thread.sleep(INTERVAL.toMillis());
        Duration uptime = Duration.ofNanos(System.nanoTime() - start);
        host.alive(uptime);
        // On a busy host this is early, since the host does not count the time that the guest waits
        // for a processor. Then the tests go on, and may hang later.
        boolean silent = host.silence().compareTo(patience) > 0;
        if (silent && !dumped) {
          dump();
        }
        dumped = silent;
      }
    } catch (InterruptedException e) {
      // The only one who could want this thread to end.
      Thread.currentThread().interrupt();
    }
  }

  // The tests' own thread last: what the host shows is the end of the console.
  private void dump() {
    Map<Thread, StackTraceElement[]> stacks = Thread.getAllStackTraces();
    for (Map.Entry<Thread, StackTraceElement[]> entry : stacks.entrySet()) {
      if (entry.getKey() != tests && !entry.getKey().isDaemon()) {
        print(entry.getKey(), entry.getValue());
      }
    }
    print(tests, tests.getStackTrace());
  }

  private static void print(Thread thread, StackTraceElement[] stack) {
    StringBuilder text = new StringBuilder("time is short: thread '" + thread.getName() + "' in\n");
    for (int i = 0; i < Math.min(stack.length, MAX_FRAMES); i++) {
      text.append("  at ").append(describe(stack[i])).append('\n');
    }
    System.err.print(text);
    System.err.flush();
  }

  // Without loader and module, which only make the line long.
  private static String describe(StackTraceElement frame) {
    String place = frame.getLineNumber() < 0 ? "" : ":" + frame.getLineNumber();
    return frame.getClassName()
        + "."
        + frame.getMethodName()
        + "("
        + (frame.getFileName() == null ? "" : frame.getFileName())
        + place
        + ")";
  }
}
