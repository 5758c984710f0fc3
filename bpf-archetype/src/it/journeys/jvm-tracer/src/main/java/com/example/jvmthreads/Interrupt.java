package com.example.jvmthreads;

import java.util.concurrent.CountDownLatch;

/** Ctrl-C or SIGTERM: the JVM ends once the main thread has detached its programs. */
final class Interrupt {
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean requested;

  Interrupt() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::waitForMain));
  }

  /** Whether the main thread is to end. */
  boolean requested() {
    return requested;
  }

  /** The main thread has nothing left to do. */
  void done() {
    done.countDown();
  }

  private void waitForMain() {
    requested = true;
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
