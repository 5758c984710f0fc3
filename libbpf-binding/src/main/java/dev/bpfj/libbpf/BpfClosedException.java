package dev.bpfj.libbpf;

/** Something was used after it, or the object that it belongs to, was closed. */
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
