package dev.bpfj.benchmarks;

import dev.bpfj.benchmarks.progs.LifeSkel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Opening, loading, attaching and closing a small tool's object. */
public class LifeBenchmark {

  /** The C peer. */
  @State(Scope.Thread)
  public static class C {
    final Peer peer = Peer.load();
  }

  /** A whole life. */
  @Benchmark
  public int java() {
    try (LifeSkel skel = LifeSkel.open()) {
      skel.load();
      return Checks.all(2, skel.attach().attached().size());
    }
  }

  /** A whole life, in C. */
  @Benchmark
  public int c(C c) {
    return Checks.all(0, c.peer.peer_life());
  }
}
