package dev.bpfj.test.packet;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A header of IPv4 or IPv6, as its addresses are.
 *
 * @param source who sends
 * @param destination who receives, of the same version
 * @param hops how many routers it may pass: time to live, hop limit; 0 to 255
 * @param protocol what follows, such as 17 for UDP
 */
public record Ip(InetAddress source, InetAddress destination, int hops, int protocol) {
  /** What Linux sends with. */
  static final int HOPS = 64;

  /**
   * Checks that the addresses are of one version, and the ranges.
   *
   * @param source who sends
   * @param destination who receives, of the same version
   * @param hops how many routers it may pass: time to live, hop limit; 0 to 255
   * @param protocol what follows, such as 17 for UDP
   */
  public Ip {
    if (source.getAddress().length != destination.getAddress().length) {
      throw new IllegalArgumentException(
          "addresses of two versions of IP: source="
              + source.getHostAddress()
              + ", destination="
              + destination.getHostAddress());
    }
    Range.check("hops", hops, 0xff);
    Range.check("protocol", protocol, 0xff);
  }

  /**
   * The version.
   *
   * @return 4 or 6
   */
  public int version() {
    return source.getAddress().length == 4 ? 4 : 6;
  }

  static InetAddress address(String text) {
    if (!text.matches("[0-9a-fA-F:.]+")) {
      throw new IllegalArgumentException(
          "IP address '" + text + "': a name, which is not looked up");
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("IP address '" + text + "': not one", e);
    }
  }
}
