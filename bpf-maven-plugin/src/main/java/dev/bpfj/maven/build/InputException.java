package dev.bpfj.maven.build;

import dev.bpfj.object.PrintableText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown if the user's input cannot be built. The message says which file or parameter is wrong,
 * why, and what to do; it needs no stack trace. Names of files and of their contents are untrusted,
 * so each line of the message is {@link PrintableText}.
 */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what is wrong and what to do, one line
   */
  public InputException(String message) {
    super(printable(List.of(message)));
  }

  /**
   * Makes the exception.
   *
   * @param message what is wrong and what to do, one line
   * @param cause the cause
   */
  public InputException(String message, Throwable cause) {
    super(printable(List.of(message)), cause);
  }

  /**
   * Makes an exception about several things.
   *
   * @param lines what is wrong and what to do, each on one line
   */
  public InputException(List<String> lines) {
    super(printable(lines));
  }

  /**
   * Makes an exception about several things.
   *
   * @param lines what is wrong and what to do, each on one line
   * @param cause the cause
   */
  public InputException(List<String> lines, Throwable cause) {
    super(printable(lines), cause);
  }

  private static String printable(List<String> lines) {
    return lines.stream().map(PrintableText::ofMessage).collect(Collectors.joining("\n"));
  }
}
