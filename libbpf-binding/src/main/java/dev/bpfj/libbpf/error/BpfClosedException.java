package dev.bpfj.libbpf.error;

/**
 * Something was used after it, or the object that it belongs to, was closed.
 *
 * <p>Thread-safe.
 */
public final class BpfClosedException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param subject what was closed
   */
  public BpfClosedException(String subject) {
    super(subject + ": is closed");
  }
}
