package com.example.tools;

import dev.bpfj.libbpf.hook.Uprobe;
import java.nio.file.Path;

/** Counts how often functions of a program or library are called, and prints it every second. */
public final class Calls {
  private Calls() {}

  /** Takes a file and functions, such as {@code libc.so.6 malloc free}. */
  public static void main(String... arguments) throws InterruptedException {
    Path file = Path.of(arguments[0]);
    try (CallsSkel skel = CallsSkel.openAndLoad()) {
      for (int i = 1; i < arguments.length; i++) {
        skel.progs().onCall().attach(Uprobe.function(file, arguments[i]).cookie(i));
      }
      System.out.println("watching " + file);
      while (true) {
        Thread.sleep(1000);
        for (int i = 1; i < arguments.length; i++) {
          System.out.printf("%s: %d%n", arguments[i], skel.bss().calls(i));
        }
      }
    }
  }
}
