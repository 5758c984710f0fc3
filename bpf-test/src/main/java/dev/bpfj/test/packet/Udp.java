package dev.bpfj.test.packet;

/**
 * A header of UDP.
 *
 * @param source the sender's port
 * @param destination the receiver's port
 */
public record Udp(int source, int destination) implements Transport {
  static final int PROTOCOL = 17;
  static final int BYTES = 8;

  /**
   * Checks the ports.
   *
   * @param source the sender's port
   * @param destination the receiver's port
   */
  public Udp {
    Range.check("source port", source, 0xffff);
    Range.check("destination port", destination, 0xffff);
  }
}
