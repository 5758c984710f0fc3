package dev.bpfj.selftests.random;

/** What a handler throws at the code that calls it. */
final class HandlerFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  HandlerFailure() {
    super("from a handler");
  }
}
