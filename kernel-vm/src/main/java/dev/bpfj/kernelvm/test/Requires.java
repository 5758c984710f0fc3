package dev.bpfj.kernelvm.test;

import org.testng.SkipException;

/** Skips a test where it cannot run, and says why in the words that the report understands. */
public final class Requires {
  private Requires() {}

  /**
   * Goes on if the running kernel is new enough for a feature.
   *
   * @param minimum the first version that has it, such as {@code 5.13}
   * @param feature its name, for the report
   * @throws SkipException if the kernel is older
   */
  public static void kernel(String minimum, String feature) {
    if (KernelVersion.running().isBefore(KernelVersion.of(minimum))) {
      throw new SkipException(SkipReason.kernel(minimum, feature).message());
    }
  }

  /**
   * Goes on if the machine has a piece of hardware that no kernel version brings.
   *
   * @param present whether it is there, as the kernel itself said
   * @param what its name, for the report
   * @throws SkipException if it is not
   */
  public static void hardware(boolean present, String what) {
    if (!present) {
      throw new SkipException(SkipReason.hardware(what).message());
    }
  }
}
