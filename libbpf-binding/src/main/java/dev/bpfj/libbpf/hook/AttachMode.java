package dev.bpfj.libbpf.hook;

import dev.bpfj.libbpf.internal.call.LibbpfVersion;

/**
 * How the kernel is asked for a probe ({@code enum probe_attach_mode}). All but {@link #DEFAULT}
 * need libbpf 1.2.
 *
 * <p>Immutable, thread-safe.
 */
public enum AttachMode {
  /** In the newest way that the kernel knows. */
  DEFAULT(0),
  /** Through a file of tracefs, as before Linux 4.17. */
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

  void requireLibbpf(String operation, String subject) {
    if (this != DEFAULT) {
      LibbpfVersion.require(operation, subject, "choosing the attach mode " + this, 1, 2);
    }
  }
}
