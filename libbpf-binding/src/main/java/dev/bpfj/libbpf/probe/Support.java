package dev.bpfj.libbpf.probe;

/**
 * Whether the running kernel has something.
 *
 * <p>Immutable, thread-safe.
 */
public enum Support {
  /** It has, and lets this process use it. */
  YES,
  /** It has not, or does not let this process use it. */
  NO,
  /** It cannot be found out: the loaded libbpf does not know how, or does not know the thing. */
  UNKNOWN;

  /**
   * Whether it can be used.
   *
   * @return true for {@link #YES}
   */
  public boolean isYes() {
    return this == YES;
  }
}
