package dev.bpfj.selftests.harness;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Makes attached programs run. */
public final class Trigger {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private Trigger() {}

  /**
   * Makes system calls until something is so. One call is enough but for the kernel's guard against
   * programs that interrupt themselves: a run is left out while another thread's is under way on
   * the same processor.
   */
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
