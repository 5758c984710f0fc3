package dev.bpfj.kernelvm.wire;

import java.time.Duration;
import java.util.Optional;

/**
 * The outcome of one run of one test.
 *
 * @param className the test class's binary name
 * @param name the method's name and, for a parameterized one, parameters and number: {@code adds[1,
 *     2](3)}
 * @param status how it ended
 * @param time how long the method ran
 * @param thrown what ended it, unless it passed; a skipped test has it where a reason was given
 */
public record TestOutcome(
    String className, String name, Status status, Duration time, Optional<Thrown> thrown) {

  /** How a test ended. */
  public enum Status {
    /** It ran to its end. */
    PASSED,
    /** It threw. */
    FAILED,
    /** It said that it cannot run here, or something that it depends on went wrong. */
    SKIPPED
  }

  /**
   * An exception, as text.
   *
   * @param type the exception's class name
   * @param message its message, empty if it has none
   * @param trace its stack trace with all causes
   * @param assertion true for an {@link AssertionError}: the tested thing is wrong, not the test
   */
  public record Thrown(String type, String message, String trace, boolean assertion) {}

  /**
   * The method's name without parameters.
   *
   * @return the name up to the first bracket
   */
  public String method() {
    int end = name.indexOf('[');
    return end < 0 ? name : name.substring(0, end);
  }

  /**
   * The reason given with the outcome.
   *
   * @return the exception's message, empty where there is none
   */
  public String message() {
    return thrown.map(Thrown::message).orElse("");
  }
}
