package com.example.xdpfilter;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C or SIGTERM: the JVM ends once the main thread has detached its programs. */
final class Interrupt {
  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);

  Interrupt() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::waitForMain));
  }

  /** Waits; returns early, and true, if the main thread is to end. */
  boolean requestedWithin(Duration time) throws InterruptedException {
    return requested.await(time.toNanos(), TimeUnit.NANOSECONDS);
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
