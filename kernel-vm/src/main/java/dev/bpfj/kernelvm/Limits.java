package dev.bpfj.kernelvm;

import java.time.Duration;

/**
 * What a guest may use. Its limits of time end what hangs, and follow its progress rather than the
 * clock alone: they do not count the time in which the guest waits for a processor of this machine;
 * that of the boot begins anew with every line on the console, and that of the tests with every
 * test that starts or ends. {@link #BOUND} times a limit is the most by the clock.
 *
 * @param memoryMiB its memory, in MiB; 512 is the least that a JVM with tests starts in
 * @param cpus its processors, from 1
 * @param boot how long its boot may go on without a sign of life, until its JVM speaks
 * @param time how long its tests may go on without one that starts or ends
 * @param guests how many may run side by side; 0 for as many as this machine has processors for
 */
public record Limits(int memoryMiB, int cpus, Duration boot, Duration time, int guests) {
  /** Long enough on a slow machine: on a quiet one a JVM speaks after 4 seconds. */
  public static final Duration DEFAULT_BOOT = Duration.ofMinutes(2);

  /** How many times a limit may pass by the clock, whatever the guest's progress. */
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
   * The most that a guest can take.
   *
   * @return its bounds by the clock, summed up
   */
  Duration longest() {
    return boot.plus(time).multipliedBy(BOUND);
  }

  /**
   * How many guests run side by side.
   *
   * @return from 1
   */
  public int sideBySide() {
    int room = Runtime.getRuntime().availableProcessors() / cpus;
    return guests > 0 ? guests : Math.max(1, room);
  }
}
