package dev.bpfj.test.memory;

import dev.bpfj.libbpf.internal.call.NativeMemory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Waits for several files, edge-triggered: what was told of once is told of again when there is
 * something more.
 *
 * <p>Thread-safe.
 */
final class Epoll {
  private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");
  private static final int DATA = PACKED ? 4 : 8; // of struct epoll_event
  private static final int SIZE = PACKED ? 12 : 16;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<Integer> ready = new LinkedHashSet<>();
  private final Map<Integer, Watch> watched = new LinkedHashMap<>();

  private record Watch(Readiness file, Runnable action) {}

  void add(int fd, Readiness file) {
    Runnable action = () -> tell(fd);
    lock.lock();
    try {
      watched.put(fd, new Watch(file, action));
    } finally {
      lock.unlock();
    }
    file.watch(action);
  }

  void remove(int fd) {
    lock.lock();
    try {
      Watch watch = watched.remove(fd);
      if (watch != null) {
        watch.file().forget(watch.action());
        ready.remove(fd);
      }
    } finally {
      lock.unlock();
    }
  }

  private void tell(int fd) {
    lock.lock();
    try {
      ready.add(fd);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits.
   *
   * @param events where the files that have something are written
   * @param capacity how many of them at most
   * @param millis how long at most; negative for as long as it takes
   * @return how many were written
   * @throws InterruptedException if the thread is interrupted
   */
  int await(long events, int capacity, int millis) throws InterruptedException {
    long nanos = millis < 0 ? Long.MAX_VALUE : TimeUnit.MILLISECONDS.toNanos(millis);
    lock.lockInterruptibly();
    try {
      while (ready.isEmpty() && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      List<Integer> told = new ArrayList<>(ready).subList(0, Math.min(capacity, ready.size()));
      for (int i = 0; i < told.size(); i++) {
        NativeMemory.get().putInt(events + (long) i * SIZE + DATA, told.get(i));
      }
      ready.removeAll(Set.copyOf(told));
      return told.size();
    } finally {
      lock.unlock();
    }
  }

  /** Watches nothing any more. */
  void close() {
    lock.lock();
    try {
      watched.values().forEach(watch -> watch.file().forget(watch.action()));
      watched.clear();
    } finally {
      lock.unlock();
    }
  }
}
