package com.example.portguard;

import java.util.concurrent.CountDownLatch;

/** Ctrl-C or SIGTERM: the JVM ends once the main thread has detached its programs. */
final class Interrupt {
  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);

  Interrupt() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::waitForMain));
  }

  /** Waits until the main thread is to end. */
  void await() throws InterruptedException {
    requested.await();
  }

  /** The main thread has nothing left to do. */
  void done() {
    done.countDown();
  }

  private void waitForMain() {
    requested.countDown();
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
