package dev.bpfj.libbpf.map.codec;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * Internet addresses, as packets have them.
 *
 * @param size 4 or 16 bytes
 */
record Addresses(int size) implements MapCodec<InetAddress> {
  static final int V4 = 4;
  static final int V6 = 16;

  @Override
  public void put(ByteBuffer buffer, int offset, InetAddress value) {
    byte[] address = value.getAddress();
    if (address.length != size) {
      throw new IllegalArgumentException(
          "an address of the other family: "
              + value.getHostAddress()
              + ", expected=IPv"
              + (size == V4 ? 4 : 6));
    }
    buffer.put(offset, address);
  }

  @Override
  public InetAddress get(ByteBuffer buffer, int offset) {
    byte[] address = new byte[size];
    buffer.get(offset, address);
    try {
      // The general method makes IPv4 addresses of IPv6 addresses that hold one.
      return size == V6
          ? Inet6Address.getByAddress(null, address, -1)
          : InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new AssertionError(e); // of another length only
    }
  }
}
