package dev.bpfj.test.network;

/** What becomes of packets at an end of netkit devices that no program decides on. */
public enum NetkitPolicy {
  /** They arrive. */
  PASS(0),
  /** They are lost. */
  DROP(2);

  private final int number;

  NetkitPolicy(int number) {
    this.number = number;
  }

  /** As {@code linux/if_link.h} has it. */
  int number() {
    return number;
  }
}
