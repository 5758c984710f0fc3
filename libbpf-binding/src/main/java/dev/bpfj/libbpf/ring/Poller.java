package dev.bpfj.libbpf.ring;

import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.call.Lifetime;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * What ring and perf buffers have in common: one thread reads at a time, one waits at a time, and
 * the end may come at any moment, from any thread, a handler's included.
 */
final class Poller {
  private final String subject;
  private final Buffers buffers;
  private final WaitingLife life;
  private final Lifetime lifetime;
  private final ReentrantLock reading = new ReentrantLock();

  /** What is read. */
  interface Buffers {
    /** Hands over records, as many as there are now, but not more than the limit; says how many. */
    int read(int limit);

    /** Whether there are some. Called behind a full fence. */
    boolean isReady();

    /** Releases the memory. */
    void release();
  }

  Poller(Kernel kernel, String subject, Buffers buffers) {
    this.subject = subject;
    this.buffers = buffers;
    this.life = new WaitingLife(kernel, subject, buffers::release);
    this.lifetime = life.lifetime();
  }

  Lifetime lifetime() {
    return lifetime;
  }

  void watch(int fd, int condition) {
    life.watch(fd, condition);
  }

  int consume(int limit) {
    requireLimit(limit);
    lifetime.enter();
    try {
      return unlessClosed(read(limit));
    } finally {
      lifetime.exit();
    }
  }

  private void requireLimit(int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException(subject + ": a negative number of records: n=" + limit);
    }
  }

  int poll(Duration timeout, int limit) {
    requireLimit(limit);
    long deadline = life.deadline(timeout);
    lifetime.enter();
    try {
      int records = read(limit);
      if (records == 0 && limit > 0 && !timeout.isZero()) {
        records = life.tryUntil(deadline, () -> read(limit), buffers::isReady);
      }
      return unlessClosed(records);
    } finally {
      lifetime.exit();
    }
  }

  /**
   * Reads at intervals.
   *
   * @param isFilling whether so much came in the last interval that the next one is to be left out
   */
  int drain(Duration interval, Duration timeout, BooleanSupplier isFilling) {
    long nanos = life.nanos(interval, "interval");
    if (nanos == 0) {
      throw new IllegalArgumentException(subject + ": an interval of nothing: use poll or consume");
    }
    long deadline = life.deadline(timeout);
    lifetime.enter();
    try {
      int records = 0;
      while (true) {
        // The time is asked for before a read: the last read is one after the time is over.
        long remaining = deadline - System.nanoTime();
        records = (int) Math.min((long) records + read(Integer.MAX_VALUE), Integer.MAX_VALUE);
        if (remaining <= 0 || life.isToEnd()) {
          return unlessClosed(records);
        }
        if (!isFilling.getAsBoolean()) {
          life.pause(System.nanoTime() + Math.min(nanos, remaining));
        }
      }
    } finally {
      lifetime.exit();
    }
  }

  private int unlessClosed(int records) {
    if (records == 0 && lifetime.isClosed()) {
      throw lifetime.closed();
    }
    return records;
  }

  private int read(int limit) {
    if (reading.isHeldByCurrentThread()) {
      throw new IllegalStateException(
          subject + ": is being read by this thread; a handler cannot read on");
    }
    if (!WaitingLife.lock(reading)) {
      return 0;
    }
    try {
      return lifetime.isClosed() ? 0 : buffers.read(limit);
    } finally {
      reading.unlock();
    }
  }

  /** Ends all waits and reads, and releases when the last one is over. True the first time. */
  boolean close() {
    return life.close();
  }
}
