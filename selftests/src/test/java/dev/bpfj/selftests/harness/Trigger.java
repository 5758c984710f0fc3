package dev.bpfj.selftests.harness;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Makes attached programs run. One call is enough but for the kernel's guards against programs that
 * interrupt themselves: a run is left out while another thread's is under way on the same
 * processor, which on a busy machine a preempted thread's can be for long.
 */
public final class Trigger {
  private static final Duration LIMIT = Duration.ofSeconds(200);

  private Trigger() {}

  /** Makes system calls until a program's count of runs moves, as {@link #hits}. */
  public static void hits(LongSupplier runs) {
    hits(runs, SystemCalls::nanosleep);
  }

  /**
   * Calls until a program's count of runs moves. A call that was left out does not move it, so it
   * then says that one call is one run.
   */
  public static void hits(LongSupplier runs, Runnable call) {
    long before = runs.getAsLong();
    long deadline = System.nanoTime() + LIMIT.toNanos();
    do {
      call.run();
      if (runs.getAsLong() != before) {
        return;
      }
    } while (System.nanoTime() < deadline);
    throw new AssertionError("after " + LIMIT + " of calls the program did not run");
  }

  /** Makes system calls until something is so. */
  public static void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    do {
      SystemCalls.nanosleep();
      if (condition.getAsBoolean()) {
        return;
      }
    } while (System.nanoTime() < deadline);
    throw new AssertionError("after " + LIMIT + " of system calls still not: " + what);
  }

  /** Makes system calls until no assertion fails; the last failure is the test's. */
  public static void untilAsserted(Runnable assertions) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      SystemCalls.nanosleep();
      try {
        assertions.run();
        return;
      } catch (AssertionError e) {
        if (System.nanoTime() >= deadline) {
          throw e;
        }
      }
    }
  }
}
