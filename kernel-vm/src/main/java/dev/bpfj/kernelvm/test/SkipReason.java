package dev.bpfj.kernelvm.test;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a test may be skipped, as the message of its {@code SkipException} says it. Two forms are
 * understood:
 *
 * <pre>
 * requires kernel 5.13: fentry attached again after detach
 * requires hardware: a counter of CPU cycles
 * </pre>
 *
 * A test needs no class of ours to say so. A skip with any other message counts as a failure, and
 * so does one on a kernel that is not older than the version it names.
 *
 * @param minimum the first kernel version that has the feature; empty if hardware is wanted, which
 *     no kernel version brings
 * @param feature what is missing
 */
public record SkipReason(Optional<KernelVersion> minimum, String feature) {
  private static final Pattern KERNEL =
      Pattern.compile("requires kernel (\\d+\\.\\d+): (\\S.*)", Pattern.DOTALL);
  private static final Pattern HARDWARE =
      Pattern.compile("requires hardware: (\\S.*)", Pattern.DOTALL);

  /**
   * Understands a message.
   *
   * @param message a skipped test's
   * @return the reason, empty if the message has neither form
   */
  public static Optional<SkipReason> parse(String message) {
    Matcher kernel = KERNEL.matcher(message);
    if (kernel.matches()) {
      KernelVersion minimum = KernelVersion.of(kernel.group(1));
      return Optional.of(new SkipReason(Optional.of(minimum), kernel.group(2)));
    }
    Matcher hardware = HARDWARE.matcher(message);
    return hardware.matches()
        ? Optional.of(new SkipReason(Optional.empty(), hardware.group(1)))
        : Optional.empty();
  }
}
