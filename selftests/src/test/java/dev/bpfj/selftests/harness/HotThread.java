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
  private static final long LIMIT = Duration.ofSeconds(200).toMillis();
  private static final long PAUSE = Duration.ofMillis(1).toNanos();

  private final Thread thread;
  private volatile Throwable failure;

  private HotThread(Runnable loop) {
    thread =
        new Thread(
            () -> {
              try {
                loop.run();
              } catch (RuntimeException | Error e) {
                failure = e;
              }
            },
            "hot loop");
    thread.setDaemon(true);
  }

  /** Starts a loop, and comes back when it is hot. */
  public static HotThread start(Runnable loop) {
    HotThread hot = new HotThread(loop);
    hot.thread.start();
    ThreadMXBean times = ManagementFactory.getThreadMXBean();
    while (hot.isRunning() && times.getThreadCpuTime(hot.thread.getId()) < HOT) {
      LockSupport.parkNanos(PAUSE);
    }
    return hot;
  }

  /** Whether it is still in the loop. */
  public boolean isRunning() {
    return thread.isAlive();
  }

  /** What the loop threw; null for nothing. */
  public Throwable failure() {
    return failure;
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
