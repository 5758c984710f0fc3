package dev.bpfj.selftests.life;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what a BPF program does; every system call of the test runs those on sys_enter. */
final class Effects {
  private static final Duration PATIENCE = Duration.ofSeconds(100);

  private Effects() {}

  /** Makes system calls until something happened, or gives up. */
  static boolean happens(BooleanSupplier effect) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!effect.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      systemCall();
    }
    return true;
  }

  /** Makes a few hundred system calls, which is enough for a program that runs at all. */
  static void systemCalls() {
    for (int i = 0; i < 300; i++) {
      systemCall();
    }
  }

  private static void systemCall() {
    Thread.yield(); // sched_yield
  }
}
