package dev.bpfj.benchmarks.turns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells whether something else used the processors meanwhile, by a calibration loop and the steal
 * time: virtual machines often have no performance counters.
 */
public final class Machine {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 2_000_000;
  private static final double SLOW = 1.3;
  private static final int STEAL = 8; // proc(5), /proc/stat, cpu

  private long best = Long.MAX_VALUE;
  private long stolen = stolen();
  private long sink;

  /** Whether the calibration loop runs about as fast as it ever did. */
  public boolean isAtSpeed() {
    long start = THREADS.getCurrentThreadCpuTime();
    long value = sink + 1;
    for (int i = 0; i < ROUNDS; i++) {
      value = value * 6364136223846793005L + 1442695040888963407L;
    }
    sink = value;
    long took = THREADS.getCurrentThreadCpuTime() - start;
    best = Math.min(best, took);
    return took < SLOW * best;
  }

  /** Whether another machine had the processors since this was last asked. */
  public boolean wasStolen() {
    long before = stolen;
    stolen = stolen();
    return stolen > before;
  }

  private static long stolen() {
    try {
      return Long.parseLong(
          Files.readAllLines(Path.of("/proc/stat")).get(0).split(" +", -1)[STEAL]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
