package dev.bpfj.maven.build;

/**
 * What the user gave cannot be built. The message says which file or parameter, what is wrong with
 * it and what to do; it needs no stack trace.
 */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what is wrong and what to do
   */
  public InputException(String message) {
    super(message);
  }

  /**
   * Makes the exception.
   *
   * @param message what is wrong and what to do
   * @param cause what said so
   */
  public InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
