package dev.bpfj.libbpf.map.codec;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/**
 * A prefix of Internet addresses, such as {@code 10.0.0.0/8}: what tries of addresses have as keys.
 * The bits after the prefix do not count when the kernel compares, but stay what they are.
 *
 * <p>Immutable, thread-safe.
 *
 * @param address the address
 * @param length how many of its bits count, 0 to 32 or 128
 */
public record IpPrefix(InetAddress address, int length) {
  // Nothing that would be looked up as a host's name.
  private static final Pattern LITERAL =
      Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

  /**
   * Makes a prefix.
   *
   * @param address the address
   * @param length how many of its bits count, 0 to 32 or 128
   */
  public IpPrefix {
    LpmKey.requireLength(length, address.getAddress().length);
  }

  /**
   * Reads a prefix, or an address with all of its bits.
   *
   * @param text such as {@code 10.0.0.0/8}, {@code fe80::/10}, {@code 192.0.2.1}
   * @return the prefix
   * @throws IllegalArgumentException if it is none
   */
  public static IpPrefix of(String text) {
    int slash = text.indexOf('/');
    InetAddress address = address(text, slash < 0 ? text : text.substring(0, slash));
    int all = address.getAddress().length * Byte.SIZE;
    return new IpPrefix(address, slash < 0 ? all : length(text, text.substring(slash + 1)));
  }

  private static InetAddress address(String text, String address) {
    if (LITERAL.matcher(address).matches()) {
      try {
        return InetAddress.getByName(address);
      } catch (UnknownHostException e) {
        throw malformed(text);
      }
    }
    throw malformed(text);
  }

  private static int length(String text, String length) {
    try {
      return Integer.parseInt(length);
    } catch (NumberFormatException e) {
      throw malformed(text);
    }
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "no prefix of addresses: text=" + text + ", expected=one like 10.0.0.0/8 or fe80::/10");
  }

  /**
   * The codec of prefixes of IPv4 addresses: a {@code __u32} of the length and 4 bytes.
   *
   * @return the codec of keys of 8 bytes
   */
  public static MapCodec<IpPrefix> ipv4() {
    return new Codec(new Addresses(Addresses.V4));
  }

  /**
   * The codec of prefixes of IPv6 addresses: a {@code __u32} of the length and 16 bytes.
   *
   * @return the codec of keys of 20 bytes
   */
  public static MapCodec<IpPrefix> ipv6() {
    return new Codec(new Addresses(Addresses.V6));
  }

  private record Codec(Addresses addresses) implements MapCodec<IpPrefix> {
    @Override
    public int size() {
      return Integer.BYTES + addresses.size();
    }

    @Override
    public void put(ByteBuffer buffer, int offset, IpPrefix value) {
      buffer.putInt(offset, value.length);
      addresses.put(buffer, offset + Integer.BYTES, value.address);
    }

    @Override
    public IpPrefix get(ByteBuffer buffer, int offset) {
      return new IpPrefix(addresses.get(buffer, offset + Integer.BYTES), buffer.getInt(offset));
    }
  }

  /** Such as {@code 10.0.0.0/8}. */
  @Override
  public String toString() {
    return address.getHostAddress() + "/" + length;
  }
}
