package dev.bpfj.benchmarks.race;

import dev.bpfj.benchmarks.progs.RaceSkel;
import dev.bpfj.libbpf.BpfProgram;
import java.util.List;
import java.util.function.Function;

/**
 * One way to produce and to read.
 *
 * @param source where to
 * @param what is produced
 * @param program the producer
 * @param policy how the reader waits
 * @param producers how many threads produce
 */
record Heat(
    Source source,
    String what,
    Function<RaceSkel.Progs, BpfProgram> program,
    Policy policy,
    int producers) {

  /** All of them; in parentheses the names of the kernel's own benchmark. */
  static final List<Heat> ALL =
      List.of(
          ring("8 bytes (rb-libbpf)", RaceSkel.Progs::reserve8, Policy.POLL, 1),
          ring("64 bytes", RaceSkel.Progs::reserve64, Policy.POLL, 1),
          ring("512 bytes", RaceSkel.Progs::reserve512, Policy.POLL, 1),
          ring("4,096 bytes", RaceSkel.Progs::reserve4096, Policy.POLL, 1),
          ring("8 bytes by output (rb-use-output)", RaceSkel.Progs::output8, Policy.POLL, 1),
          ring("8 bytes (rb-sampled)", RaceSkel.Progs::reserve8, Policy.SAMPLED, 1),
          ring("8 bytes", RaceSkel.Progs::reserve8, Policy.SPIN, 1),
          ring("8 bytes", RaceSkel.Progs::reserve8, Policy.DRAIN, 1),
          ring("64 bytes", RaceSkel.Progs::reserve64, Policy.DRAIN, 1),
          ring("8 bytes, 2 producers", RaceSkel.Progs::reserve8, Policy.DRAIN, 2),
          new Heat(
              Source.PERF_BUFFER,
              "perf buffer, 8 bytes (pb-libbpf)",
              RaceSkel.Progs::perf8,
              Policy.POLL,
              1));

  private static Heat ring(
      String what, Function<RaceSkel.Progs, BpfProgram> program, Policy policy, int producers) {
    return new Heat(Source.RING, "ring, " + what, program, policy, producers);
  }

  /** Whether the threads are more than processors, so that they take time from one another. */
  boolean isContended() {
    return producers + 1 > Runtime.getRuntime().availableProcessors();
  }

  @Override
  public String toString() {
    return what + ": " + policy.words + (isContended() ? " (contention)" : "");
  }
}
