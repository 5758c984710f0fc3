package dev.bpfj.test.memory;

/** A call that fails: with an error number, as the kernel or libbpf would. */
final class CallFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int errno;

  CallFailure(int errno) {
    super("errno " + errno, null, false, false);
    this.errno = errno;
  }

  /** A positive number. */
  int errno() {
    return errno;
  }
}
