package dev.bpfj.test.packet;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A header of IPv4 or IPv6, as its addresses are.
 *
 * @param source who sends
 * @param destination who receives, of the same version
 * @param hops how many routers it may pass: time to live, hop limit; 0 to 255
 * @param protocol what follows, such as 17 for UDP
 * @param trafficClass the 8 bits of DSCP and ECN, in IPv4 too
 * @param dontFragment whether routers may not split it; only in IPv4
 */
public record Ip(
    InetAddress source,
    InetAddress destination,
    int hops,
    int protocol,
    int trafficClass,
    boolean dontFragment) {
  /** What Linux sends with. */
  static final int HOPS = 64;

  private static final String NUMBER = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern IPV4 = Pattern.compile(NUMBER + "(\\." + NUMBER + "){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F:.]*");
  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;

  /**
   * Checks that the addresses are of one version, and the ranges.
   *
   * @param source who sends
   * @param destination who receives, of the same version
   * @param hops how many routers it may pass: time to live, hop limit; 0 to 255
   * @param protocol what follows, such as 17 for UDP
   * @param trafficClass the 8 bits of DSCP and ECN, in IPv4 too
   * @param dontFragment whether routers may not split it; only in IPv4
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
    Range.check("traffic class", trafficClass, 0xff);
    if (dontFragment && source.getAddress().length != IPV4_BYTES) {
      throw new IllegalArgumentException("dontFragment: only IPv4 has it; no router splits IPv6");
    }
  }

  /**
   * The version.
   *
   * @return 4 or 6
   */
  public int version() {
    return source.getAddress().length == 4 ? 4 : 6;
  }

  Ip withProtocol(int number) {
    return new Ip(source, destination, hops, number, trafficClass, dontFragment);
  }

  static InetAddress address(String text) {
    try {
      if (IPV4.matcher(text).matches()) {
        return InetAddress.getByName(text);
      }
      if (IPV6.matcher(text).matches()) {
        return address(mapped(InetAddress.getByName('[' + text + ']').getAddress()));
      }
    } catch (UnknownHostException e) {
      throw notAnAddress(text, e);
    }
    throw notAnAddress(text, null);
  }

  // InetAddress makes an address of IPv4 of one of IPv6 that such an address is mapped to.
  private static byte[] mapped(byte[] address) {
    if (address.length == IPV6_BYTES) {
      return address;
    }
    int prefix = IPV6_BYTES - IPV4_BYTES;
    return ByteBuffer.allocate(IPV6_BYTES)
        .putShort(prefix - 2, (short) 0xffff)
        .put(prefix, address)
        .array();
  }

  /** Of 4 bytes or of 16. */
  static InetAddress address(byte[] bytes) {
    try {
      return bytes.length == IPV4_BYTES
          ? InetAddress.getByAddress(bytes)
          : Inet6Address.getByAddress(null, bytes, -1);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("of a length that no address has: " + bytes.length, e);
    }
  }

  private static IllegalArgumentException notAnAddress(String text, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "IP address '" + text + "': write it as 192.0.2.1 or 2001:db8::1; a name is not looked up",
        cause);
  }
}
