package dev.bpfj.libbpf.error;

/**
 * Something was used after it, or the object that it belongs to, was closed.
 *
 * <p>Immutable but for what every {@link Throwable} lets be added, and so for any number of
 * threads.
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
