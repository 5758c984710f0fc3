package dev.bpfj.kernelvm;

/**
 * Thrown if the tests could not be run: a tool or a package is missing, the network is unreachable,
 * or a file cannot be written. The message says what failed, where, and what to do.
 */
public class KernelTestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what is wrong and what to do.
   *
   * @param message the whole of it
   */
  public KernelTestException(String message) {
    super(message);
  }

  /**
   * Says what is wrong and what to do.
   *
   * @param message the whole of it
   * @param cause what was thrown
   */
  public KernelTestException(String message, Throwable cause) {
    super(message, cause);
  }
}
