package com.example.minimal;

/** Lets the kernel count this thread's system calls. */
public final class Main {
  private static final String NAME = "minimal";

  private Main() {}

  /** Runs for half a second. */
  public static void main(String[] args) throws InterruptedException {
    Thread.currentThread().setName(NAME); // the kernel's name of the thread too
    try (MinimalSkel skel = MinimalSkel.open()) {
      skel.rodata().watched(NAME); // before load: from then on it is a constant
      skel.load();
      skel.attach();
      for (int i = 0; i < 5; i++) {
        Thread.sleep(100);
        report(skel.bss());
      }
    }
  }

  private static void report(MinimalSkel.Bss bss) {
    // Plain memory, shared with the kernel: no system call here.
    long last = bss.lastNs();
    long microsAgo = (System.nanoTime() - last) / 1000;
    System.out.printf(
        "process %d: %d system calls, the last one %d us ago%n", bss.pid(), bss.calls(), microsAgo);
  }
}
