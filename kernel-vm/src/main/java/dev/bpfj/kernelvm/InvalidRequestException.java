package dev.bpfj.kernelvm;

/** What was asked for is wrong: an unknown kernel, a file that is no kernel, no tests. */
public class InvalidRequestException extends KernelTestException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what is wrong and what to do.
   *
   * @param message the whole of it
   */
  public InvalidRequestException(String message) {
    super(message);
  }
}
