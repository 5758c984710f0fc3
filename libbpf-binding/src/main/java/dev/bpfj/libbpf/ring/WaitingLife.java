package dev.bpfj.libbpf.ring;

import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.call.Lifetime;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** A lifetime in which calls may wait, and whose end ends the waits. */
final class WaitingLife {
  private static final long FOR_EVER = Long.MAX_VALUE / 2;

  private final EventWait wait;
  private final Lifetime lifetime;
  private final ReentrantLock waiting = new ReentrantLock();

  /**
   * Begins a life.
   *
   * @param kernel what calls go to
   * @param subject whose it is, for messages
   * @param release releases its resources, once they are no longer in use
   */
  WaitingLife(Kernel kernel, String subject, Runnable release) {
    wait = new EventWait(kernel, subject);
    lifetime =
        new Lifetime(
            subject,
            () -> {
              wait.close();
              release.run();
            });
  }

  Lifetime lifetime() {
    return lifetime;
  }

  /** Lets a file end waits. */
  void watch(int fd, int condition) {
    wait.watch(fd, condition);
  }

  /** When a wait that begins now is over, by {@link System#nanoTime}. */
  long deadline(Duration timeout) {
    return System.nanoTime() + nanos(timeout, "timeout");
  }

  /** A duration that was given, in nanoseconds. */
  long nanos(Duration duration, String name) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(
          "%s: a negative %s: %s=%s".formatted(lifetime.subject(), name, name, duration));
    }
    return Math.min(TimeUnit.NANOSECONDS.convert(duration), FOR_EVER); // saturates
  }

  /**
   * Waits and tries, until a try succeeds, the time is over, the thread is interrupted or the life
   * ends. At the end there is a last try.
   *
   * @param attempt gives a number above zero if it succeeds
   * @param worthIt whether to try at once and wait only then; called behind a full fence
   * @return what the last try gave, or zero
   */
  int tryUntil(long deadline, IntSupplier attempt, BooleanSupplier worthIt) {
    if (!lock(waiting, deadline - System.nanoTime())) {
      return 0;
    }
    try {
      while (true) {
        boolean again = !isToEnd() && (isWorthIt(worthIt) || wait.await(deadline));
        int result = attempt.getAsInt();
        if (result > 0 || !again) {
          return result;
        }
      }
    } finally {
      waiting.unlock();
    }
  }

  /**
   * Waits until a time, a file's event, an interrupt or the end.
   *
   * @param deadline by {@link System#nanoTime}
   */
  void pause(long deadline) {
    if (!lock(waiting, deadline - System.nanoTime())) {
      return;
    }
    try {
      if (!isToEnd()) {
        wait.await(deadline);
      }
    } finally {
      waiting.unlock();
    }
  }

  /** Whether waits are to end. */
  boolean isToEnd() {
    return lifetime.isClosed() || Thread.currentThread().isInterrupted();
  }

  /**
   * The last look before a wait. The producer publishes a record and then asks how far the consumer
   * is, to wake it or not; the consumer published how far it is and now asks for records. Without a
   * full fence on both sides each could miss the other's word, and the wait would have no end
   * (bpf_ringbuf_commit's xchg is the producer's).
   */
  private static boolean isWorthIt(BooleanSupplier worthIt) {
    VarHandle.fullFence();
    return worthIt.getAsBoolean();
  }

  /** Takes a lock for as long as it takes; false if the thread is interrupted meanwhile. */
  static boolean lock(ReentrantLock lock) {
    return lock(lock, FOR_EVER);
  }

  /** Takes a lock, in time and without being interrupted; an interrupt stays to be seen. */
  private static boolean lock(ReentrantLock lock, long nanos) {
    try {
      return lock.tryLock() || lock.tryLock(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Refuses further calls, ends all waits, and releases when the last call is over. */
  boolean close() {
    if (!lifetime.tryEnter()) {
      return false;
    }
    try {
      boolean first = lifetime.close();
      wait.wake();
      return first;
    } finally {
      lifetime.exit();
    }
  }
}
