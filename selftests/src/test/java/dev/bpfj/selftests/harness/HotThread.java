package dev.bpfj.selftests.harness;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that runs a loop which must end, and has run it for so long that the compiler has had
 * its way with it. A daemon: a loop that never ends is a failed test, not a JVM that stays.
 */
public final class HotThread {
  // Of processor time, not of the clock's: the machine may have other things to do.
  private static final long HOT = Duration.ofMillis(300).toNanos();
  private static final long LIMIT = Duration.ofSeconds(20).toMillis();
  private static final long PAUSE = Duration.ofMillis(1).toNanos();

  private final Thread thread;

  private HotThread(Thread thread) {
    this.thread = thread;
  }

  /** Starts a loop, and comes back when it is hot. */
  public static HotThread start(Runnable loop) {
    Thread thread = new Thread(loop, "hot loop");
    thread.setDaemon(true);
    thread.start();
    ThreadMXBean times = ManagementFactory.getThreadMXBean();
    while (thread.isAlive() && times.getThreadCpuTime(thread.getId()) < HOT) {
      LockSupport.parkNanos(PAUSE);
    }
    return new HotThread(thread);
  }

  /** Whether it is still in the loop. */
  public boolean isRunning() {
    return thread.isAlive();
  }

  /** Whether the loop ends before long. */
  public boolean ends() {
    try {
      thread.join(LIMIT);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return !thread.isAlive();
  }
}
