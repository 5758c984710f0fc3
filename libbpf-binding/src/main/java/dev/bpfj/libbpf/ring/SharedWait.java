package dev.bpfj.libbpf.ring;

import dev.bpfj.libbpf.raw.LibC;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Where virtual threads wait. They park, which frees their carriers, while one platform thread
 * waits in the kernel for all of them.
 */
final class SharedWait {
  private static final EventList FILES = new EventList("virtual threads");
  private static final Map<Integer, SharedWait> WAITS = new ConcurrentHashMap<>();

  static {
    Thread thread = new Thread(SharedWait::serve, "bpfj-wait");
    thread.setDaemon(true);
    thread.start();
  }

  private final Thread thread = Thread.currentThread();
  private volatile boolean ready;

  private SharedWait() {}

  /**
   * Parks until a file has something, the thread is interrupted or the time is over.
   *
   * @param file a descriptor for which no other thread waits here, and which stays open meanwhile
   * @param deadline when to give up, by {@link System#nanoTime}
   * @return false if the time is over
   */
  static boolean await(int file, long deadline) {
    SharedWait wait = new SharedWait();
    WAITS.put(file, wait);
    try {
      // Once, as nobody takes away what makes the file ready before this thread runs again.
      FILES.add(file, LibC.EPOLLIN | LibC.EPOLLONESHOT);
      return wait.park(deadline);
    } finally {
      FILES.remove(file);
      WAITS.remove(file);
    }
  }

  private boolean park(long deadline) {
    while (!ready && !thread.isInterrupted()) {
      long remaining = deadline - System.nanoTime();
      if (remaining <= 0) {
        return false;
      }
      LockSupport.parkNanos(this, remaining);
    }
    return true;
  }

  private static void serve() {
    while (true) {
      int count = FILES.await(-1);
      for (int i = 0; i < count; i++) {
        // A late event may be for the one before who waited for a file of this number: then the
        // one who waits now looks in vain, and comes back.
        SharedWait wait = WAITS.get(FILES.file(i));
        if (wait != null) {
          wait.ready = true;
          LockSupport.unpark(wait.thread);
        }
      }
    }
  }
}
