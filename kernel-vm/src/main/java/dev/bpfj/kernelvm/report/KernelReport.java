package dev.bpfj.kernelvm.report;

import dev.bpfj.kernelvm.test.KernelVersion;
import dev.bpfj.kernelvm.wire.TestOutcome;
import dev.bpfj.kernelvm.wire.TestOutcome.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The results of one kernel.
 *
 * @param kernel the name that the user gave it
 * @param release its release; empty if its JVM never reported
 * @param java the JVM that the tests ran on
 * @param outcomes the tests' outcomes, skips judged
 * @param printed what the tests printed, by class
 * @param breakdown what went wrong with the guest itself
 * @param boot time to the JVM's first report
 * @param time the whole run's
 */
public record KernelReport(
    String kernel,
    Optional<String> release,
    String java,
    List<TestOutcome> outcomes,
    Map<String, String> printed,
    Optional<String> breakdown,
    Duration boot,
    Duration time) {
  private static final int MAX_MESSAGE = 1000;

  /**
   * Applies the rules for skips to what a guest reported.
   *
   * @param reported as the guest reported it
   * @return the same with invalid skips turned into failures, and with a breakdown if no test ran
   */
  public static KernelReport judged(KernelReport reported) {
    List<TestOutcome> judged =
        reported.release().isEmpty()
            ? reported.outcomes()
            : reported.outcomes().stream()
                .map(outcome -> SkipRule.judge(outcome, KernelVersion.of(reported.release().get())))
                .toList();
    return new KernelReport(
        reported.kernel(),
        reported.release(),
        reported.java(),
        judged,
        reported.printed(),
        reported.breakdown().or(() -> nothingRan(judged)),
        reported.boot(),
        reported.time());
  }

  /**
   * The report of a kernel that did not run.
   *
   * @param kernel the name that the user gave it
   * @param why what went wrong
   * @return a report of just that
   */
  public static KernelReport brokenDown(String kernel, String why) {
    return new KernelReport(
        kernel,
        Optional.empty(),
        "",
        List.of(),
        Map.of(),
        Optional.of(why),
        Duration.ZERO,
        Duration.ZERO);
  }

  private static Optional<String> nothingRan(List<TestOutcome> outcomes) {
    if (outcomes.isEmpty()) {
      return Optional.of("no test ran: the groups and names that were asked for select none");
    }
    return outcomes.stream().allMatch(outcome -> outcome.status() == Status.SKIPPED)
        ? Optional.of("every test was skipped: tests=" + outcomes.size())
        : Optional.empty();
  }

  /**
   * How many tests ended with a status.
   *
   * @param status the status
   * @return their number
   */
  public long count(Status status) {
    return outcomes.stream().filter(outcome -> outcome.status() == status).count();
  }

  /**
   * What is wrong, each with kernel and test.
   *
   * @return one text each, empty if all is well; a breakdown's has several lines
   */
  public List<String> failures() {
    List<String> failures = new ArrayList<>();
    breakdown.ifPresent(why -> failures.add(kernel + ": " + why));
    for (TestOutcome outcome : outcomes) {
      if (outcome.status() == Status.FAILED) {
        String type = outcome.thrown().map(TestOutcome.Thrown::type).orElse("");
        String message = outcome.message().isEmpty() ? type : outcome.message();
        failures.add(
            kernel + ": " + outcome.className() + "." + outcome.name() + ": " + cut(message));
      }
    }
    return failures;
  }

  // Some assertions print all that they looked at; the reports have it whole.
  private static String cut(String message) {
    String text = message.strip();
    return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + " ...";
  }
}
