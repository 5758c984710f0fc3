package dev.bpfj.libbpf.attach;

/**
 * Which filter of a place in traffic control: what of {@code struct bpf_tc_opts} the caller
 * chooses.
 *
 * <p>Immutable, and so for any number of threads.
 *
 * @param handle the filter's number among those of its priority, or 0 for one of the kernel's
 *     choice
 * @param priority when among the place's filters: the lower, the sooner; up to 65535, or 0 for one
 *     of the kernel's choice
 * @param replace whether it takes the place of the filter that has this handle and priority
 */
public record TcOptions(int handle, int priority, boolean replace) {
  /** The highest priority number. */
  public static final int MAX_PRIORITY = 0xffff;

  /**
   * A new filter, handle and priority being the kernel's choice.
   *
   * @return the options
   */
  public static TcOptions any() {
    return new TcOptions(0, 0, false);
  }

  /**
   * A new filter.
   *
   * @param handle its number
   * @param priority when among the others
   * @return the options
   */
  public static TcOptions of(int handle, int priority) {
    return new TcOptions(handle, priority, false);
  }

  /**
   * Takes the place of the filter that has this handle and priority, without a moment with neither
   * ({@code BPF_TC_F_REPLACE}).
   *
   * @return changed options
   */
  public TcOptions replacing() {
    return new TcOptions(handle, priority, true);
  }
}
