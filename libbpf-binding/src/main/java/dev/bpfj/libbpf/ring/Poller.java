package dev.bpfj.libbpf.ring;

import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.call.Lifetime;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

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
    long deadline = life.deadline(timeout);
    lifetime.enter();
    try {
      int records = read(Integer.MAX_VALUE);
      if (records == 0 && !timeout.isZero()) {
        records = life.tryUntil(deadline, () -> read(Integer.MAX_VALUE), buffers::isReady);
      }
      return unlessClosed(records);
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
