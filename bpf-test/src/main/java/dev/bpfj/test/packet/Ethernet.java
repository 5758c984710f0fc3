package dev.bpfj.test.packet;

import java.util.HexFormat;

/**
 * Who an Ethernet frame is for and who sends it.
 *
 * @param destination an address as {@code 02:00:00:00:00:01}
 * @param source the same
 * @param type what follows, behind the tags, such as 0x0800 for IPv4
 */
public record Ethernet(String destination, String source, int type) {
  static final int BYTES = 6;
  static final int IPV4 = 0x0800;
  static final int IPV6 = 0x86dd;

  /** For local experiments, IEEE 802: nothing that is known. */
  static final int EXPERIMENT = 0x88b5;

  private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

  /**
   * Checks the addresses, and writes them in lower case.
   *
   * @param destination an address as {@code 02:00:00:00:00:01}
   * @param source the same
   * @param type what follows, behind the tags, such as 0x0800 for IPv4
   */
  public Ethernet {
    Range.check("type of what Ethernet carries", type, 0xffff);
    destination = text(bytes(destination));
    source = text(bytes(source));
  }

  static byte[] bytes(String address) {
    byte[] bytes = address.length() == 3 * BYTES - 1 ? COLONS.parseHex(address) : new byte[0];
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "Ethernet address '" + address + "': write it as 02:00:00:00:00:01");
    }
    return bytes;
  }

  static String text(byte[] address) {
    return COLONS.formatHex(address);
  }
}
