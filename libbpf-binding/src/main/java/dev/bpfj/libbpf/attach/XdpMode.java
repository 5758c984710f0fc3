package dev.bpfj.libbpf.attach;

/**
 * Where an XDP program runs: {@code XDP_FLAGS_*_MODE} of {@code linux/if_link.h}.
 *
 * <p>Immutable, and so for any number of threads.
 */
public enum XdpMode {
  /** In the driver if it can, else behind it. */
  DEFAULT(0),
  /** Behind the driver, which every device can. */
  GENERIC(1 << 1),
  /** In the driver. */
  NATIVE(1 << 2),
  /** On the device. */
  OFFLOADED(1 << 3);

  private final int flag;

  XdpMode(int flag) {
    this.flag = flag;
  }

  /**
   * The mode's flag in C.
   *
   * @return one bit, or 0
   */
  public int flag() {
    return flag;
  }
}
