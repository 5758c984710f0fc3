package dev.bpfj.libbpf;

import java.util.List;

/**
 * The kernel's verifier rejected a program. The message has the last source line that it looked at
 * and its verdict; {@link #log()} has all that it wrote.
 */
public final class VerifierRejectedException extends BpfException {
  private static final long serialVersionUID = 1L;

  private final String program;
  private final String log;

  /**
   * Makes the exception.
   *
   * @param operation the C function's name
   * @param program the rejected program's name
   * @param errno a positive number
   * @param telling the log's lines that tell why
   * @param log the whole log
   */
  public VerifierRejectedException(
      String operation, String program, int errno, List<String> telling, String log) {
    super(
        operation,
        "program \"" + program + "\"",
        errno,
        "the verifier rejected it; log() has all "
            + log.lines().count()
            + " lines of its log, which ends:",
        telling);
    this.program = program;
    this.log = log;
  }

  /**
   * The rejected program.
   *
   * @return its name
   */
  public String program() {
    return program;
  }

  /**
   * The verifier's log.
   *
   * @return all of it, lines ended by {@code \n}
   */
  public String log() {
    return log;
  }
}
