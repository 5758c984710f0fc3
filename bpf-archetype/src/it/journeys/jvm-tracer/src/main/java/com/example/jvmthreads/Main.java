package com.example.jvmthreads;

import dev.bpfj.libbpf.error.BpfException;
import java.io.IOException;
import java.time.Duration;

/** Prints the threads of a JVM as they start and end. */
public final class Main {
  private Main() {}

  /** Takes the pid. */
  public static void main(String[] args) {
    if (args.length != 1) {
      System.err.println("usage: jvmthreads PID");
      System.exit(2);
    }
    System.exit(trace(Long.parseLong(args[0])));
  }

  private static int trace(long pid) {
    Interrupt interrupt = new Interrupt();
    try (JvmthreadsSkel skel = JvmthreadsSkel.openAndLoad();
        ThreadTracer tracer = new ThreadTracer(skel, System.out::println)) {
      tracer.watch(pid);
      while (!interrupt.requested() && ProcessHandle.of(pid).isPresent()) {
        tracer.poll(Duration.ofMillis(200));
      }
      return 0;
    } catch (BpfException | IOException e) {
      System.err.println(e.getMessage()); // it says what to do
      return 1;
    } finally {
      interrupt.done();
    }
  }
}
