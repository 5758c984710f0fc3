package dev.bpfj.kernelvm.io;

import dev.bpfj.kernelvm.KernelTestException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A lock that lets only one thread of one build fill a cache at a time. */
public final class CacheLock {
  private static final long RETRY_MILLIS = 20;

  /** File locks are the JVM's, not a thread's: threads queue here first. */
  private final ReentrantLock threads = new ReentrantLock();

  private final Path file;

  /**
   * A lock of a cache.
   *
   * @param cache the cache's directory, made if need be; gets a file {@code lock}
   */
  public CacheLock(Path cache) {
    this.file = cache.resolve("lock");
  }

  /**
   * Runs work while holding the lock.
   *
   * @param <T> the work's result
   * @param work done while the lock is held; may take the lock again
   * @return its result
   */
  public <T> T hold(Supplier<T> work) {
    threads.lock();
    try {
      return threads.getHoldCount() > 1 ? work.get() : holdFile(work);
    } finally {
      threads.unlock();
    }
  }

  private <T> T holdFile(Supplier<T> work) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        // Closing the channel gives the lock back.
        lock(channel);
        return work.get();
      }
    } catch (IOException e) {
      throw new KernelTestException(file + ": cache cannot be locked: " + e, e);
    }
  }

  /**
   * Waits for other processes, and for this one's other locks of the same file, which Java refuses
   * instead of queueing: modules of one build are built at once, perhaps by plugins that are loaded
   * twice and share no object.
   */
  private static void lock(FileChannel channel) throws IOException {
    while (true) {
      try {
        channel.lock();
        return;
      } catch (OverlappingFileLockException e) {
        pause();
      }
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the lock");
    }
  }
}
