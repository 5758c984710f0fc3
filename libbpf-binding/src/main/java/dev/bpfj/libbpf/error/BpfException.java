package dev.bpfj.libbpf.error;

/**
 * A call into libbpf or the kernel that failed. The message says what it was done to, the C
 * function, the errno by name, what helps, and libbpf's own words.
 *
 * <p>Thread-safe.
 */
public class BpfException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String operation;
  private final String subject;
  private final int errno;

  /**
   * Makes the exception.
   *
   * @param operation the C function's name
   * @param subject what it was done to
   * @param errno a positive number
   * @param message says all of that, and what helps
   */
  public BpfException(String operation, String subject, int errno, String message) {
    super(message);
    this.operation = operation;
    this.subject = subject;
    this.errno = errno;
  }

  /**
   * The C function that failed.
   *
   * @return such as {@code bpf_object__load}
   */
  public String operation() {
    return operation;
  }

  /**
   * What it was done to.
   *
   * @return such as {@code object "minimal"}
   */
  public String subject() {
    return subject;
  }

  /**
   * The error number.
   *
   * @return positive; from 4000 on libbpf's own
   */
  public int errno() {
    return errno;
  }
}
