package dev.bpfj.kernelvm.qemu;

import java.time.Duration;
import java.util.Map;

/** Measures how long a guest was able to run. */
@FunctionalInterface
interface GuestClock {
  /** What the clock shows now. */
  Reading read();

  /**
   * What the clock shows.
   *
   * @param nanos a monotonic time
   * @param waited for each thread how long it has waited for a processor so far, in nanoseconds
   */
  record Reading(long nanos, Map<String, Long> waited) {
    /** Time since an earlier reading. */
    Duration since(Reading earlier) {
      return Duration.ofNanos(nanos - earlier.nanos);
    }

    /**
     * The same without the time that the thread that waited longest could not run; not negative,
     * though the two are not read at the very same time.
     */
    Duration runnableSince(Reading earlier) {
      long longest =
          waited.entrySet().stream()
              .mapToLong(
                  thread -> thread.getValue() - earlier.waited.getOrDefault(thread.getKey(), 0L))
              .max()
              .orElse(0);
      long elapsed = nanos - earlier.nanos;
      return Duration.ofNanos(Math.max(0, elapsed - Math.max(0, longest)));
    }
  }
}
