package com.example.tools;

import com.example.tools.ExecsSkel.Exec;
import dev.bpfj.libbpf.ring.RingBuffer;
import java.time.Duration;

/** Prints each program that is executed, until it is interrupted. */
public final class Execs {
  private Execs() {}

  /** Takes no arguments. */
  public static void main(String... arguments) {
    try (ExecsSkel skel = ExecsSkel.openAndLoad();
        RingBuffer execs = RingBuffer.open(skel.maps().execs(), Exec.reader(Execs::print))) {
      skel.attach();
      System.out.println("watching");
      while (true) {
        execs.poll(Duration.ofSeconds(1));
        long lost = skel.bss().lost();
        if (lost > 0) {
          System.out.printf("%d lost so far%n", lost);
        }
      }
    }
  }

  private static void print(Exec exec) {
    System.out.printf("%d %d %d %s%n", exec.pid(), exec.parent(), exec.uid(), exec.comm());
  }
}
