package dev.bpfj.kernelvm;

import java.time.Duration;

/**
 * The resources and the time that a guest may use. The time limits end guests that hang. They
 * measure progress rather than wall-clock time: time that the guest spends waiting for a CPU of
 * this machine is not counted; the boot limit restarts with every line on the console, and the test
 * limit with every test that starts or ends. In wall-clock time, the bound is {@link #BOUND} times
 * the limit.
 *
 * @param memoryMiB its memory in MiB, at least 512, which a JVM with tests needs to start
 * @param cpus its processors, from 1
 * @param boot how long its boot may go on without a line on the console, until its JVM reports
 * @param time how long its tests may go on without one that starts or ends
 * @param guests how many may run in parallel; 0 for as many as this machine has CPUs for
 */
public record Limits(int memoryMiB, int cpus, Duration boot, Duration time, int guests) {
  /** Long enough for a slow machine: on an idle one the JVM reports after 4 seconds. */
  public static final Duration DEFAULT_BOOT = Duration.ofMinutes(2);

  /** The bound in wall-clock time, as a multiple of a limit, whatever the guest's progress. */
  public static final int BOUND = 10;

  private static final int LEAST_MEMORY_MIB = 512;

  /**
   * Checks the ranges.
   *
   * @throws InvalidRequestException if a limit is below what a guest needs
   */
  void check() {
    check("memory", memoryMiB, LEAST_MEMORY_MIB);
    check("cpus", cpus, 1);
    check("boot", boot.toSeconds(), 1);
    check("time", time.toSeconds(), 1);
    check("guests", guests, 0);
  }

  private static void check(String what, long found, long least) {
    if (found < least) {
      throw new InvalidRequestException(
          "limit '" + what + "': too small: found=" + found + ", expected at least=" + least);
    }
  }

  /**
   * The longest time that a guest can take.
   *
   * @return the sum of its wall-clock bounds
   */
  Duration longest() {
    return boot.plus(time).multipliedBy(BOUND);
  }

  /**
   * How many guests run in parallel.
   *
   * @return from 1
   */
  public int sideBySide() {
    int room = Runtime.getRuntime().availableProcessors() / cpus;
    return guests > 0 ? guests : Math.max(1, room);
  }
}
