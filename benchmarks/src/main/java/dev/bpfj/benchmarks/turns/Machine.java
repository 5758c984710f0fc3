package dev.bpfj.benchmarks.turns;

import com.sun.management.OperatingSystemMXBean;
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
  private static final int IDLE = 4; // proc(5), /proc/stat, cpu
  private static final int IO_WAIT = 5;
  private static final int STEAL = 8;
  static final long NANOS_PER_TICK = 10_000_000; // USER_HZ is 100 everywhere

  /** The part of one processor that others may have. */
  private static final double OTHERS = 0.15;

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private long best = Long.MAX_VALUE;
  private long stolen = stolen();
  private long busy;
  private long own;
  private long time;
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

  /** Whether another machine or other processes had the processors since this was last asked. */
  public boolean wasShared() {
    long busyBefore = busy;
    long ownBefore = own;
    long timeBefore = time;
    busy = busy();
    own = SYSTEM.getProcessCpuTime();
    time = System.nanoTime();
    long others = busy - busyBefore - (own - ownBefore);
    return wasStolen() || others > OTHERS * (time - timeBefore);
  }

  /** What the processors did for anyone, in nanoseconds. */
  private static long busy() {
    String[] fields = processors();
    long ticks = 0;
    for (int i = 1; i < STEAL; i++) {
      ticks += i == IDLE || i == IO_WAIT ? 0 : Long.parseLong(fields[i]);
    }
    return ticks * NANOS_PER_TICK;
  }

  private static long stolen() {
    return Long.parseLong(processors()[STEAL]);
  }

  private static String[] processors() {
    try {
      return Files.readAllLines(Path.of("/proc/stat")).get(0).split(" +", -1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
