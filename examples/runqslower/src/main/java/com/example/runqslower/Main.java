package com.example.runqslower;

import com.example.runqslower.Options.UsageException;
import dev.bpfj.libbpf.error.BpfException;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The command. */
public final class Main {
  private static final Logger LIBBPF = Logger.getLogger("dev.bpfj.libbpf");

  private Main() {}

  /** Runs until it is interrupted. */
  public static void main(String[] args) {
    try {
      Options options = Options.parse(args);
      if (options.help()) {
        System.out.print(Options.USAGE);
      } else {
        run(options);
      }
    } catch (UsageException e) {
      System.err.print(e.getMessage() + "\n" + Options.USAGE);
      System.exit(2);
    } catch (BpfException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void run(Options options) {
    if (options.verbose()) {
      LIBBPF.setLevel(Level.ALL);
      LIBBPF.addHandler(new EveryMessage());
    }
    CountDownLatch closed = new CountDownLatch(1);
    Thread main = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(main, closed)));
    try {
      long lost = Runqslower.run(options, System.out, () -> !main.isInterrupted());
      if (lost > 0) {
        System.err.println("not shown, since there were too many at once: " + lost);
      }
    } finally {
      closed.countDown();
    }
  }

  /** Ctrl-C lets the programs be detached before the JVM ends. */
  private static void stop(Thread main, CountDownLatch closed) {
    main.interrupt();
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
