package dev.bpfj.kernelvm;

/** Thrown if there is no test to run: the given names and groups select none. */
public final class NoTestsException extends InvalidRequestException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what was looked for and what was found
   */
  public NoTestsException(String message) {
    super(message);
  }
}
