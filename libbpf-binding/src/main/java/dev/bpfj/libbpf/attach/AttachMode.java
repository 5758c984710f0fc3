package dev.bpfj.libbpf.attach;

/**
 * How the kernel is asked for a probe: {@code enum probe_attach_mode}, in its order.
 *
 * <p>Immutable, and so for any number of threads.
 */
public enum AttachMode {
  /** In the newest way that the kernel knows. */
  DEFAULT(0),
  /** Through a file of tracefs, as before Linux 4.17. Needs libbpf 1.2, as do the next two. */
  LEGACY(1),
  /** By a perf event that an ioctl ties to the program, as before Linux 5.15. */
  PERF(2),
  /** By a BPF link. */
  LINK(3);

  private final int value;

  AttachMode(int value) {
    this.value = value;
  }

  /**
   * The mode's number in C.
   *
   * @return a number of {@code enum probe_attach_mode}
   */
  public int value() {
    return value;
  }
}
