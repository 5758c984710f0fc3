package dev.bpfj.selftests.random;

/** The worse thing that a handler throws at the code that calls it. */
final class HandlerError extends Error {
  private static final long serialVersionUID = 1;

  HandlerError() {
    super("from a handler");
  }
}
