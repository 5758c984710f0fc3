package dev.bpfj.test.packet;

/**
 * A tag of IEEE 802.1Q. Of two the outer one is first, and is a service tag (0x88a8).
 *
 * @param id the virtual network, 0 to 4095
 * @param priority 0 to 7
 */
public record Vlan(int id, int priority) {
  private static final int ID_BITS = 12;
  private static final int PRIORITY_SHIFT = 13;

  /**
   * Checks the ranges.
   *
   * @param id the virtual network, 0 to 4095
   * @param priority 0 to 7
   */
  public Vlan {
    Range.check("VLAN id", id, (1 << ID_BITS) - 1);
    Range.check("VLAN priority", priority, 7);
  }

  int bits() {
    return (priority << PRIORITY_SHIFT) | id;
  }

  static Vlan ofBits(int bits) {
    return new Vlan(bits & ((1 << ID_BITS) - 1), bits >>> PRIORITY_SHIFT);
  }
}
