package dev.bpfj.test.packet;

import java.nio.ByteBuffer;

/** The sum of the Internet's protocols, RFC 1071. */
final class Checksum {
  private static final int MASK = 0xffff;

  private Checksum() {}

  /** Of a header; 0 where the header has its right sum in it. */
  static int of(ByteBuffer header) {
    return ~folded(sum(header)) & MASK;
  }

  /**
   * Of what IP carries, with the addresses and the length, which are summed too.
   *
   * @param ip the header
   * @param segment what follows it, from its position to its limit
   */
  static int of(Ip ip, ByteBuffer segment) {
    long sum =
        sum(ByteBuffer.wrap(ip.source().getAddress()))
            + sum(ByteBuffer.wrap(ip.destination().getAddress()))
            + ip.protocol()
            + segment.remaining()
            + sum(segment);
    return ~folded(sum) & MASK;
  }

  private static long sum(ByteBuffer bytes) {
    ByteBuffer left = bytes.duplicate();
    long sum = 0;
    while (left.remaining() > 1) {
      sum += left.getShort() & MASK;
    }
    return left.hasRemaining() ? sum + ((left.get() & 0xff) << 8) : sum;
  }

  private static int folded(long sum) {
    long folded = sum;
    while (folded > MASK) {
      folded = (folded & MASK) + (folded >>> 16);
    }
    return (int) folded;
  }
}
