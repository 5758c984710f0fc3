package dev.bpfj.kernelvm;

import java.time.Duration;

/**
 * What a guest may use.
 *
 * @param memoryMiB its memory, in MiB; 512 is the least that a JVM with tests starts in
 * @param cpus its processors, from 1
 * @param boot how long it may take until its JVM speaks
 * @param time how long it may run from then to its end
 * @param guests how many may run side by side; 0 for as many as this machine has processors for
 */
public record Limits(int memoryMiB, int cpus, Duration boot, Duration time, int guests) {
  /** Long enough on a machine that is busy: on a quiet one a JVM speaks after 4 seconds. */
  public static final Duration DEFAULT_BOOT = Duration.ofMinutes(2);

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
   * How many guests run side by side.
   *
   * @return from 1
   */
  public int sideBySide() {
    int room = Runtime.getRuntime().availableProcessors() / cpus;
    return guests > 0 ? guests : Math.max(1, room);
  }
}
