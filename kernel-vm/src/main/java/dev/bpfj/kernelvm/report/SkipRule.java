package dev.bpfj.kernelvm.report;

import dev.bpfj.kernelvm.test.KernelVersion;
import dev.bpfj.kernelvm.test.SkipReason;
import dev.bpfj.kernelvm.wire.TestOutcome;
import dev.bpfj.kernelvm.wire.TestOutcome.Status;
import dev.bpfj.kernelvm.wire.TestOutcome.Thrown;
import java.util.Optional;

/**
 * A skip is valid only on a kernel older than the version that it names, or if hardware is missing.
 * Every other skip is a failure, since it would hide that nothing was tested; so is one for want of
 * a capability, since tests are root in guests.
 */
final class SkipRule {
  /** How {@code bpf-test} begins the reason of who may not do what a test does. */
  private static final String CAPABILITY = "requires capability ";

  private SkipRule() {}

  /** The outcome itself, or a failure if its skip is invalid on this kernel. */
  static TestOutcome judge(TestOutcome outcome, KernelVersion kernel) {
    if (outcome.status() != Status.SKIPPED) {
      return outcome;
    }
    if (outcome.message().startsWith(CAPABILITY)) {
      return failure(outcome, "skipped, but tests are root in a guest: " + outcome.message());
    }
    Optional<SkipReason> reason = SkipReason.parse(outcome.message());
    if (reason.isEmpty()) {
      return failure(
          outcome,
          "skipped without a reason that counts: message='"
              + outcome.message()
              + "', expected='requires kernel VERSION: FEATURE' or 'requires hardware: WHAT'");
    }
    if (reason.get().minimum().filter(minimum -> !kernel.isBefore(minimum)).isPresent()) {
      return failure(
          outcome, "skipped, but kernel " + kernel + " is new enough: " + outcome.message());
    }
    return outcome;
  }

  private static TestOutcome failure(TestOutcome outcome, String what) {
    String trace = outcome.thrown().map(Thrown::trace).orElse("");
    Thrown thrown = new Thrown(AssertionError.class.getName(), what, what + "\n" + trace, true);
    return new TestOutcome(
        outcome.className(), outcome.name(), Status.FAILED, outcome.time(), Optional.of(thrown));
  }
}
