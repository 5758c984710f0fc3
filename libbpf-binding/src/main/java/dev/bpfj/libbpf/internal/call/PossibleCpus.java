package dev.bpfj.libbpf.internal.call;

/**
 * The CPUs that the kernel could have, for each of which per-CPU maps keep a value.
 *
 * <p>Thread-safe.
 */
public final class PossibleCpus {
  private static final int VALUE_ALIGNMENT = 8;

  private static volatile int count; // 0 until it is known

  private PossibleCpus() {}

  /** How far the values of two CPUs are apart in a per-CPU map. */
  public static int stride(int valueSize) {
    return valueSize + VALUE_ALIGNMENT - 1 & -VALUE_ALIGNMENT;
  }

  /**
   * Says how many there are, where no libbpf is to be asked.
   *
   * @param cpus how many
   * @throws IllegalStateException if another number is known already, which codecs keep to
   */
  public static synchronized void set(int cpus) {
    if (count != 0 && count != cpus) {
      throw new IllegalStateException(
          "the number of CPUs is in use already: cpus=" + count + ", asked for=" + cpus);
    }
    count = cpus;
  }

  /** Whether the number is known without asking libbpf. */
  public static boolean isKnown() {
    return count != 0;
  }

  /**
   * How many there are ({@code libbpf_num_possible_cpus}).
   *
   * @return a number that does not change, at least that of the CPUs that are online
   * @throws dev.bpfj.libbpf.error.BpfException if the kernel's list cannot be read
   */
  public static int count() {
    int known = count;
    if (known == 0) {
      known =
          LibbpfCall.number(
              "libbpf_num_possible_cpus",
              "system",
              () -> Native.libbpf().libbpf_num_possible_cpus());
      count = known;
    }
    return known;
  }
}
