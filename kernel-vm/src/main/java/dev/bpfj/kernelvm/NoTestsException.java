package dev.bpfj.kernelvm;

/** No test is there to run: the names and groups that were asked for select none. */
public final class NoTestsException extends InvalidRequestException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what was looked for and what is there.
   *
   * @param message the whole of it
   */
  public NoTestsException(String message) {
    super(message);
  }
}
