package dev.bpfj.kernelvm;

/** Thrown if a request is invalid: an unknown kernel, a file that is not a kernel, no tests. */
public class InvalidRequestException extends KernelTestException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what is wrong and what to do
   */
  public InvalidRequestException(String message) {
    super(message);
  }
}
