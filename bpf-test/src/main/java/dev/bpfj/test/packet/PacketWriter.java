package dev.bpfj.test.packet;

import java.nio.ByteBuffer;
import java.util.List;

/** Lays a packet out. */
final class PacketWriter {
  static final int TAG = 0x8100;
  static final int SERVICE_TAG = 0x88a8;

  /** Without options. */
  static final int IPV4_BYTES = 20;

  static final int IPV6_BYTES = 40;
  static final int TAG_BYTES = 4;
  static final int TYPE_BYTES = 2;
  static final int DONT_FRAGMENT = 0x4000;
  static final int IPV6_CLASS_SHIFT = 20;

  private static final int IPV4_CHECKSUM = 10;
  private static final int UDP_CHECKSUM = 6;
  private static final int TCP_CHECKSUM = 16;

  private final Packet packet;
  private final byte[] payload;

  PacketWriter(Packet packet) {
    this.packet = packet;
    this.payload = packet.payload();
  }

  byte[] write() {
    int segment = transportBytes() + payload.length;
    ByteBuffer out = ByteBuffer.allocate(linkBytes() + ipBytes() + segment);
    link(out);
    packet.findIp().ifPresent(header -> ip(out, header, segment));
    int start = out.position();
    packet.findTransport().ifPresent(header -> transport(out, header, segment));
    out.put(payload);
    packet.findTransport().ifPresent(header -> checksum(out, start, header));
    return out.array();
  }

  private int linkBytes() {
    return 2 * Ethernet.BYTES + TAG_BYTES * packet.vlans().size() + TYPE_BYTES;
  }

  private int ipBytes() {
    return packet.findIp().map(ip -> ip.version() == 4 ? IPV4_BYTES : IPV6_BYTES).orElse(0);
  }

  private int transportBytes() {
    return packet.findTransport().map(t -> t instanceof Udp ? Udp.BYTES : Tcp.BYTES).orElse(0);
  }

  private void link(ByteBuffer out) {
    out.put(Ethernet.bytes(packet.ethernet().destination()));
    out.put(Ethernet.bytes(packet.ethernet().source()));
    List<Vlan> vlans = packet.vlans();
    for (int i = 0; i < vlans.size(); i++) {
      out.putShort((short) (i < vlans.size() - 1 ? SERVICE_TAG : TAG));
      out.putShort((short) vlans.get(i).bits());
    }
    out.putShort((short) packet.ethernet().type());
  }

  private static void ip(ByteBuffer out, Ip ip, int segment) {
    int start = out.position();
    if (ip.version() == 4) {
      Range.check("length of IPv4", IPV4_BYTES + segment, 0xffff);
      out.put((byte) 0x45).put((byte) ip.trafficClass());
      out.putShort((short) (IPV4_BYTES + segment)).putShort((short) 0);
      out.putShort((short) (ip.dontFragment() ? DONT_FRAGMENT : 0));
      out.put((byte) ip.hops()).put((byte) ip.protocol()).putShort((short) 0);
      out.put(ip.source().getAddress()).put(ip.destination().getAddress());
      int sum = Checksum.of(out.duplicate().flip().position(start));
      out.putShort(start + IPV4_CHECKSUM, (short) sum);
    } else {
      Range.check("length of IPv6", segment, 0xffff);
      out.putInt(0x6000_0000 | (ip.trafficClass() << IPV6_CLASS_SHIFT)).putShort((short) segment);
      out.put((byte) ip.protocol()).put((byte) ip.hops());
      out.put(ip.source().getAddress()).put(ip.destination().getAddress());
    }
  }

  private static void transport(ByteBuffer out, Transport header, int segment) {
    out.putShort((short) header.source()).putShort((short) header.destination());
    if (header instanceof Tcp tcp) {
      out.putInt((int) tcp.sequence()).putInt((int) tcp.acknowledgment());
      out.put((byte) ((Tcp.BYTES / 4) << 4)).put((byte) tcp.flagBits());
      out.putShort((short) tcp.window()).putInt(0);
    } else {
      out.putShort((short) segment).putShort((short) 0);
    }
  }

  // A sum of 0 is no sum for UDP, and the same as 0xffff.
  private void checksum(ByteBuffer out, int start, Transport header) {
    int sum = Checksum.of(packet.ip(), out.duplicate().flip().position(start));
    boolean isUdp = header instanceof Udp;
    int place = start + (isUdp ? UDP_CHECKSUM : TCP_CHECKSUM);
    out.putShort(place, (short) (isUdp && sum == 0 ? 0xffff : sum));
  }
}
