package dev.bpfj.libbpf.hook;

import static dev.bpfj.libbpf.internal.kernel.Errno.EOPNOTSUPP;

import dev.bpfj.libbpf.internal.call.Advice;

/**
 * Where an XDP program runs ({@code XDP_FLAGS_*_MODE} of {@code linux/if_link.h}).
 *
 * <p>Immutable, thread-safe.
 */
public enum XdpMode {
  /** In the driver if it supports XDP, else in the network stack. */
  DEFAULT(0),
  /** In the network stack, also called generic XDP; every device supports it. */
  SKB(1 << 1),
  /** In the driver, also called native XDP. */
  DRV(1 << 2),
  /** On the device, also called offloaded XDP. */
  HW(1 << 3);

  private final int flag;

  XdpMode(int flag) {
    this.flag = flag;
  }

  /** What helps where a device does not have the mode. */
  Advice advice() {
    return this == DRV || this == HW
        ? Advice.onError(
            EOPNOTSUPP,
            "the device does not support the mode " + this + "; every device supports SKB")
        : Advice.none();
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
