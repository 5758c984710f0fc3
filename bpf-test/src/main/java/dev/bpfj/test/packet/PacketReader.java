package dev.bpfj.test.packet;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a frame apart. */
final class PacketReader {
  private static final int MASK = 0xffff;
  private static final int FRAGMENT = 0x3fff; // more fragments, and the offset

  private final ByteBuffer in;
  private boolean checksumsAreRight = true;
  private boolean isFragment;

  PacketReader(byte[] bytes) {
    in = ByteBuffer.wrap(bytes);
  }

  /** Known once the frame is read. */
  boolean checksumsAreRight() {
    return checksumsAreRight;
  }

  Packet read() {
    require("Ethernet", 2 * Ethernet.BYTES + PacketWriter.TYPE_BYTES);
    String destination = Ethernet.text(bytes(Ethernet.BYTES));
    String source = Ethernet.text(bytes(Ethernet.BYTES));
    List<Vlan> vlans = new ArrayList<>();
    int type = in.getShort() & MASK;
    while (type == PacketWriter.TAG || type == PacketWriter.SERVICE_TAG) {
      require("VLAN", PacketWriter.TAG_BYTES);
      vlans.add(Vlan.ofBits(in.getShort() & MASK));
      type = in.getShort() & MASK;
    }
    Ip ip = type == Ethernet.IPV4 ? ipv4() : type == Ethernet.IPV6 ? ipv6() : null;
    Transport transport = ip == null || isFragment ? null : transport(ip);
    return new Packet(
        new Ethernet(destination, source, type), vlans, ip, transport, bytes(in.remaining()));
  }

  private Ip ipv4() {
    int start = in.position();
    require("IPv4", PacketWriter.IPV4_BYTES);
    requireVersion(4);
    int header = (in.get(start) & 0xf) * 4;
    int length = in.getShort(start + 2) & MASK;
    if (header < PacketWriter.IPV4_BYTES || length < header) {
      throw new IllegalArgumentException(
          "IPv4: lengths that cannot be: header=" + header + ", all=" + length);
    }
    require("IPv4", length);
    in.limit(start + length); // Ethernet pads what is short
    int fragment = in.getShort(start + 6) & MASK;
    isFragment = (fragment & FRAGMENT) != 0;
    checksumsAreRight &= Checksum.of(in.duplicate().limit(start + header)) == 0;
    Ip ip =
        new Ip(
            address(start + 12, 4),
            address(start + 16, 4),
            in.get(start + 8) & 0xff,
            in.get(start + 9) & 0xff,
            in.get(start + 1) & 0xff,
            (fragment & PacketWriter.DONT_FRAGMENT) != 0);
    in.position(start + header);
    return ip;
  }

  // Extension headers are payload: their numbers are no UDP and no TCP.
  private Ip ipv6() {
    int start = in.position();
    require("IPv6", PacketWriter.IPV6_BYTES);
    requireVersion(6);
    int length = in.getShort(start + 4) & MASK;
    require("IPv6", PacketWriter.IPV6_BYTES + length);
    in.limit(start + PacketWriter.IPV6_BYTES + length);
    Ip ip =
        new Ip(
            address(start + 8, 16),
            address(start + 24, 16),
            in.get(start + 7) & 0xff,
            in.get(start + 6) & 0xff,
            (in.getInt(start) >> PacketWriter.IPV6_CLASS_SHIFT) & 0xff,
            false);
    in.position(start + PacketWriter.IPV6_BYTES);
    return ip;
  }

  private @Nullable Transport transport(Ip ip) {
    return switch (ip.protocol()) {
      case Udp.PROTOCOL -> udp(ip);
      case Tcp.PROTOCOL -> tcp(ip);
      default -> null;
    };
  }

  private Udp udp(Ip ip) {
    int start = in.position();
    require("UDP", Udp.BYTES);
    int length = in.getShort(start + 4) & MASK;
    if (length < Udp.BYTES) {
      throw new IllegalArgumentException("UDP: a length that cannot be: all=" + length);
    }
    require("UDP", length);
    in.limit(start + length); // IP may carry more, which is no part of the datagram
    boolean hasSum = in.getShort(start + 6) != 0 || ip.version() == 6;
    checksumsAreRight &= !hasSum || Checksum.of(ip, in) == 0;
    Udp udp = new Udp(in.getShort(start) & MASK, in.getShort(start + 2) & MASK);
    in.position(start + Udp.BYTES);
    return udp;
  }

  private Tcp tcp(Ip ip) {
    int start = in.position();
    require("TCP", Tcp.BYTES);
    int header = ((in.get(start + 12) >> 4) & 0xf) * 4;
    if (header < Tcp.BYTES) {
      throw new IllegalArgumentException("TCP: a length that cannot be: header=" + header);
    }
    require("TCP", header);
    checksumsAreRight &= Checksum.of(ip, in) == 0;
    Tcp tcp =
        new Tcp(
            in.getShort(start) & MASK,
            in.getShort(start + 2) & MASK,
            in.getInt(start + 4) & 0xffff_ffffL,
            in.getInt(start + 8) & 0xffff_ffffL,
            Tcp.flagsOf(in.get(start + 13)),
            in.getShort(start + 14) & MASK);
    in.position(start + header);
    return tcp;
  }

  private InetAddress address(int position, int length) {
    byte[] bytes = new byte[length];
    in.get(position, bytes);
    return Ip.address(bytes);
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private void requireVersion(int expected) {
    int found = (in.get(in.position()) >> 4) & 0xf;
    if (found != expected) {
      throw new IllegalArgumentException(
          "IP: a version that the type of Ethernet does not say: found="
              + found
              + ", expected="
              + expected);
    }
  }

  private void require(String header, int length) {
    if (in.remaining() < length) {
      throw new IllegalArgumentException(
          header
              + ": the packet ends in it: offset="
              + in.position()
              + ", found="
              + in.remaining()
              + ", expected="
              + length);
    }
  }
}
