package dev.bpfj.libbpf.internal.call;

import dev.bpfj.libbpf.error.BpfClosedException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps a native thing open while calls use it. Closing it refuses further calls at once; the thing
 * is released by the close or, if calls are in flight, by the last of them. So no call meets freed
 * memory, or a file descriptor that was closed and given to something else.
 *
 * <p>Thread-safe.
 */
public final class Lifetime {
  private static final long CLOSED = 1L << 62;
  private static final long RELEASED = 1L << 63;

  private final AtomicLong state = new AtomicLong();
  private final String subject;
  private final Runnable release;

  /**
   * Begins a life.
   *
   * @param subject the thing, for messages
   * @param release releases it; called once, by the thread that ends the last use
   */
  public Lifetime(String subject, Runnable release) {
    this.subject = subject;
    this.release = release;
  }

  /**
   * Begins a call; {@link #exit} must follow.
   *
   * @throws BpfClosedException once closed
   */
  public void enter() {
    if (!tryEnter()) {
      throw closed();
    }
  }

  /**
   * Begins a call, unless closed; {@link #exit} must follow if it did.
   *
   * @return false once closed
   */
  public boolean tryEnter() {
    if ((state.getAndIncrement() & CLOSED) != 0) {
      exit();
      return false;
    }
    return true;
  }

  /** Ends a call. */
  public void exit() {
    if (state.decrementAndGet() == CLOSED) {
      releaseOnce();
    }
  }

  /**
   * Refuses further calls.
   *
   * @return true for the first close, which alone does something
   */
  public boolean close() {
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

  /**
   * Whether further calls are refused.
   *
   * @return true from close on
   */
  public boolean isClosed() {
    return (state.get() & CLOSED) != 0;
  }

  /**
   * What this is the life of.
   *
   * @return the thing, for messages
   */
  public String subject() {
    return subject;
  }

  /**
   * The exception for a call after close.
   *
   * @return the exception, to be thrown
   */
  public BpfClosedException closed() {
    return new BpfClosedException(subject);
  }
}
