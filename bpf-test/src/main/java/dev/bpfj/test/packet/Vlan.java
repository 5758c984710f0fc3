package dev.bpfj.test.packet;

/**
 * A tag of IEEE 802.1Q. Of two the outer one is first, and is a service tag (0x88a8).
 *
 * @param id the virtual network, 0 to 4095
 * @param priority 0 to 7
 * @param dropEligible whether it may be dropped before others when there is too much traffic
 */
public record Vlan(int id, int priority, boolean dropEligible) {
  private static final int ID_BITS = 12;
  private static final int DROP_ELIGIBLE = 1 << ID_BITS;
  private static final int PRIORITY_SHIFT = 13;

  /**
   * Checks the ranges.
   *
   * @param id the virtual network, 0 to 4095
   * @param priority 0 to 7
   * @param dropEligible whether it may be dropped before others when there is too much traffic
   */
  public Vlan {
    Range.check("VLAN id", id, (1 << ID_BITS) - 1);
    Range.check("VLAN priority", priority, 7);
  }

  int bits() {
    return (priority << PRIORITY_SHIFT) | (dropEligible ? DROP_ELIGIBLE : 0) | id;
  }

  static Vlan ofBits(int bits) {
    return new Vlan(
        bits & ((1 << ID_BITS) - 1), bits >>> PRIORITY_SHIFT, (bits & DROP_ELIGIBLE) != 0);
  }
}
