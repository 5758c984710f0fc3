package dev.bpfj.libbpf;

import java.util.List;

/** A call into libbpf or the kernel that failed: what was done, to what, and why not. */
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
   * @param messages what libbpf printed meanwhile
   */
  public BpfException(String operation, String subject, int errno, List<String> messages) {
    super(
        subject
            + ": "
            + operation
            + ": -"
            + errno
            + (messages.isEmpty() ? "" : "\n  " + String.join("\n  ", messages)));
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
