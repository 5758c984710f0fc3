package dev.bpfj.libbpf;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps a native thing open while calls use it. Closing it refuses further calls at once; the thing
 * is released by the close or, if calls are in flight, by the last of them. So no call meets freed
 * memory, or a file descriptor that was closed and given to something else.
 */
final class Lifetime {
  private static final long CLOSED = 1L << 62;
  private static final long RELEASED = 1L << 63;

  private final AtomicLong state = new AtomicLong();
  private final String subject;
  private final Runnable release;

  Lifetime(String subject, Runnable release) {
    this.subject = subject;
    this.release = release;
  }

  /** Begins a call; {@link #exit} must follow. */
  void enter() {
    if ((state.getAndIncrement() & CLOSED) != 0) {
      exit();
      throw closed();
    }
  }

  /** Ends a call. */
  void exit() {
    if (state.decrementAndGet() == CLOSED) {
      releaseOnce();
    }
  }

  /** Refuses further calls. Only the first close does something, and returns true. */
  boolean close() {
    long before;
    do {
      before = state.get();
      if ((before & CLOSED) != 0) {
        return false;
      }
    } while (!state.compareAndSet(before, before | CLOSED));
    if (before == 0) {
      releaseOnce();
    }
    return true;
  }

  private void releaseOnce() {
    if (state.compareAndSet(CLOSED, CLOSED | RELEASED)) {
      release.run();
    }
  }

  boolean isClosed() {
    return (state.get() & CLOSED) != 0;
  }

  String subject() {
    return subject;
  }

  BpfClosedException closed() {
    return new BpfClosedException(subject);
  }
}
