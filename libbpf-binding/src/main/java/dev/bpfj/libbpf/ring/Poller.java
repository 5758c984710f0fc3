package dev.bpfj.libbpf.ring;

import dev.bpfj.libbpf.call.Lifetime;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What ring and perf buffers have in common: one thread reads at a time, one waits at a time, and
 * the end may come at any moment, from any thread, a handler's included.
 */
final class Poller {
  private static final long FOR_EVER = Long.MAX_VALUE / 2;

  private final String subject;
  private final Buffers buffers;
  private final EventWait wait;
  private final Lifetime lifetime;
  private final ReentrantLock reading = new ReentrantLock();
  private final ReentrantLock waiting = new ReentrantLock();

  /** What is read. */
  interface Buffers {
    /** Hands over records, as many as there are now, but not more than the limit; says how many. */
    int read(int limit);

    /** Whether there are some. Called behind a full fence. */
    boolean isReady();

    /** Lets go of the memory. */
    void release();
  }

  Poller(String subject, Buffers buffers) {
    this.subject = subject;
    this.buffers = buffers;
    this.wait = new EventWait(subject);
    this.lifetime = new Lifetime(subject, this::release);
  }

  private void release() {
    wait.close();
    buffers.release();
  }

  Lifetime lifetime() {
    return lifetime;
  }

  void watch(int fd, int condition) {
    wait.watch(fd, condition);
  }

  int consume(int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException(subject + ": a negative number of records: n=" + limit);
    }
    lifetime.enter();
    try {
      return unlessClosed(read(limit));
    } finally {
      lifetime.exit();
    }
  }

  int poll(Duration timeout) {
    if (timeout.isNegative()) {
      throw new IllegalArgumentException(subject + ": a negative timeout: timeout=" + timeout);
    }
    long deadline = deadline(timeout);
    lifetime.enter();
    try {
      int records = read(Integer.MAX_VALUE);
      return unlessClosed(records > 0 || timeout.isZero() ? records : waitAndRead(deadline));
    } finally {
      lifetime.exit();
    }
  }

  private static long deadline(Duration timeout) {
    long nanos = TimeUnit.NANOSECONDS.convert(timeout); // saturates
    return System.nanoTime() + Math.min(nanos, FOR_EVER);
  }

  private int unlessClosed(int records) {
    if (records == 0 && lifetime.isClosed()) {
      throw lifetime.closed();
    }
    return records;
  }

  private int waitAndRead(long deadline) {
    if (!lock(waiting, deadline - System.nanoTime())) {
      return 0;
    }
    try {
      while (true) {
        boolean again = !isToEnd() && (isReady() || wait.await(deadline));
        int records = read(Integer.MAX_VALUE);
        if (records > 0 || !again) {
          return records;
        }
      }
    } finally {
      waiting.unlock();
    }
  }

  private boolean isToEnd() {
    return lifetime.isClosed() || Thread.currentThread().isInterrupted();
  }

  /**
   * The last look before a wait. The producer publishes a record and then asks how far the consumer
   * is, to wake it or not; the consumer published how far it is and now asks for records. Without a
   * full fence on both sides each could miss the other's word, and the wait would have no end
   * (bpf_ringbuf_commit's xchg is the producer's).
   */
  private boolean isReady() {
    VarHandle.fullFence();
    return buffers.isReady();
  }

  private int read(int limit) {
    if (reading.isHeldByCurrentThread()) {
      throw new IllegalStateException(
          subject + ": is being read by this thread; a handler cannot read on");
    }
    if (!lock(reading, FOR_EVER)) {
      return 0;
    }
    try {
      return lifetime.isClosed() ? 0 : buffers.read(limit);
    } finally {
      reading.unlock();
    }
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

  /** Ends all waits and reads, and releases when the last one is over. True the first time. */
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
