package dev.bpfj.libbpf.call;

/**
 * The CPUs that the kernel could have, for each of which per-CPU maps keep a value.
 *
 * <p>Safe for use by several threads.
 */
public final class PossibleCpus {
  private static final int COUNT =
      LibbpfCall.number(
          "libbpf_num_possible_cpus", "system", () -> Native.libbpf().libbpf_num_possible_cpus());

  private PossibleCpus() {}

  /**
   * How many there are ({@code libbpf_num_possible_cpus}).
   *
   * @return a number that does not change, at least that of the CPUs that are on
   */
  public static int count() {
    return COUNT;
  }
}
