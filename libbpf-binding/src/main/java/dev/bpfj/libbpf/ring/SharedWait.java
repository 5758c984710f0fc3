package dev.bpfj.libbpf.ring;

import dev.bpfj.libbpf.internal.access.KeptFiles;
import dev.bpfj.libbpf.internal.call.Lazy;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.raw.LibC;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Where virtual threads wait. They park, which frees their carriers, while one platform thread
 * waits in the kernel for all of them.
 */
final class SharedWait {
  // Not made in an initializer: there may be no descriptor or thread to be had now, and later on
  // there may.
  private static final Lazy<EventList> FILES = new Lazy<>(SharedWait::startServing);
  private static final Map<Integer, SharedWait> WAITS = new ConcurrentHashMap<>();

  private final Thread thread = Thread.currentThread();
  private volatile boolean ready;

  private SharedWait() {}

  /**
   * Parks until a file has something, the thread is interrupted or the time is over.
   *
   * @param file a descriptor for which no other thread waits here, and which stays open meanwhile
   * @param deadline when to give up, by {@link System#nanoTime}
   * @return false if the time is over
   * @throws dev.bpfj.libbpf.error.BpfException if there is no descriptor for the files to wait for
   */
  static boolean await(int file, long deadline) {
    EventList files = FILES.get();
    SharedWait wait = new SharedWait();
    WAITS.put(file, wait);
    try {
      // One-shot, since the file stays ready until this thread has run.
      files.add(file, LibC.EPOLLIN | LibC.EPOLLONESHOT);
      return wait.park(deadline);
    } finally {
      files.remove(file);
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

  private static EventList startServing() {
    EventList files = new EventList(Native.KERNEL, "virtual threads");
    try {
      Thread thread = new Thread(() -> serve(files), "bpfj-wait");
      thread.setDaemon(true);
      thread.start();
      KeptFiles.add(files.fd());
      return files;
    } catch (RuntimeException | Error e) {
      files.close();
      throw e;
    }
  }

  private static void serve(EventList files) {
    while (true) {
      int count = files.await(-1);
      for (int i = 0; i < count; i++) {
        // A late event may belong to an earlier waiter for a file of this number: the current
        // waiter then finds nothing and waits again.
        SharedWait wait = WAITS.get(files.file(i));
        if (wait != null) {
          wait.ready = true;
          LockSupport.unpark(wait.thread);
        }
      }
    }
  }
}
