package dev.bpfj.test.packet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An Ethernet frame: what a test run gives to a program for XDP or tc, and what comes back.
 *
 * <pre>{@code
 * byte[] query =
 *     Packet.ethernet("02:00:00:00:00:02", "02:00:00:00:00:01")
 *         .vlan(7)
 *         .ip("192.0.2.1", "192.0.2.53")
 *         .udp(4000, 53)
 *         .payload(1, 2, 3)
 *         .bytes();
 * TestRunResult result = program.testRun(TestRunOptions.none().data(query).dataOut(query.length));
 * assertThat(Packet.read(result.data()).udp().destination()).isEqualTo(5353);
 * }</pre>
 */
public final class Packet {
  private final Ethernet ethernet;
  private final List<Vlan> vlans;
  private final @Nullable Ip ip;
  private final @Nullable Transport transport;
  private final byte[] payload;

  Packet(
      Ethernet ethernet,
      List<Vlan> vlans,
      @Nullable Ip ip,
      @Nullable Transport transport,
      byte[] payload) {
    this.ethernet = ethernet;
    this.vlans = List.copyOf(vlans);
    this.ip = ip;
    this.transport = transport;
    this.payload = payload.clone();
  }

  /**
   * A frame with nothing in it, of a type that is free for experiments.
   *
   * @param destination who it is for, as {@code 02:00:00:00:00:01}
   * @param source who sends it
   * @return the frame
   */
  public static Packet ethernet(String destination, String source) {
    Ethernet header = new Ethernet(destination, source, Ethernet.EXPERIMENT);
    return new Packet(header, List.of(), null, null, new byte[0]);
  }

  /**
   * Reads a frame. What is not known here, such as ARP or a fragment, is payload.
   *
   * <p>These are not kept, so frames that differ only in them are read as equal packets, and {@link
   * #bytes} does not write them again: which of 0x8100 and 0x88a8 a tag has; of IPv4 the
   * identification, the bits and the offset of a fragment (but the bit against fragments is kept),
   * and the options; of IPv6 the flow label; of TCP the urgent pointer, the reserved bits and the
   * options; what follows the length of IP or of UDP, and all checksums. Compare bytes where they
   * matter.
   *
   * @param bytes the frame; what Ethernet pads it with is left out
   * @return the packet
   * @throws IllegalArgumentException if it is shorter than its headers say, or a header has a
   *     length or a version that cannot be
   */
  public static Packet read(byte[] bytes) {
    return new PacketReader(bytes).read();
  }

  /**
   * Whether all checksums that a frame has are right. Those of UDP and TCP need not be in a frame
   * that the kernel sends, since devices fill them in; those of a test run's packet stay as the
   * program leaves them.
   *
   * @param bytes the frame
   * @return false if one is wrong
   * @throws IllegalArgumentException if it is shorter than its headers say, or a header has a
   *     length or a version that cannot be
   */
  public static boolean hasRightChecksums(byte[] bytes) {
    PacketReader reader = new PacketReader(bytes);
    reader.read();
    return reader.checksumsAreRight();
  }

  /**
   * The same with a tag, inside of those that it has.
   *
   * @param id the virtual network
   * @return the packet
   */
  public Packet vlan(int id) {
    return vlan(new Vlan(id, 0, false));
  }

  /**
   * The same with a tag, inside of those that it has.
   *
   * @param tag the virtual network, and how urgent the frame is
   * @return the packet
   */
  public Packet vlan(Vlan tag) {
    List<Vlan> more = new ArrayList<>(vlans);
    more.add(tag);
    return new Packet(ethernet, more, ip, transport, payload);
  }

  /**
   * The same with a header of IPv4 or IPv6, as the addresses are.
   *
   * @param source who sends, such as {@code 192.0.2.1} or {@code 2001:db8::1}
   * @param destination who receives
   * @return the packet
   */
  public Packet ip(String source, String destination) {
    return ip(new Ip(Ip.address(source), Ip.address(destination), Ip.HOPS, 0, 0, false));
  }

  /**
   * The same with a header of IP.
   *
   * @param header its protocol counts only where neither UDP nor TCP follows
   * @return the packet
   */
  public Packet ip(Ip header) {
    int type = header.version() == 4 ? Ethernet.IPV4 : Ethernet.IPV6;
    Ethernet carrying = new Ethernet(ethernet.destination(), ethernet.source(), type);
    return new Packet(carrying, vlans, header, transport, payload);
  }

  /**
   * The same with a header of UDP.
   *
   * @param source the sender's port
   * @param destination the receiver's
   * @return the packet
   */
  public Packet udp(int source, int destination) {
    return transport(new Udp(source, destination));
  }

  /**
   * The same with a header of TCP, whose numbers are 0.
   *
   * @param source the sender's port
   * @param destination the receiver's
   * @param flags what is set
   * @return the packet
   */
  public Packet tcp(int source, int destination, Tcp.Flag... flags) {
    Set<Tcp.Flag> set = EnumSet.noneOf(Tcp.Flag.class);
    set.addAll(Arrays.asList(flags));
    return transport(new Tcp(source, destination, 0, 0, set, 0xffff));
  }

  /**
   * The same with a header of UDP or TCP.
   *
   * @param header behind that of IP
   * @return the packet
   * @throws IllegalStateException if it has no IP
   */
  public Packet transport(Transport header) {
    if (ip == null) {
      throw new IllegalStateException("UDP and TCP are in IP: call ip first");
    }
    int protocol = header instanceof Udp ? Udp.PROTOCOL : Tcp.PROTOCOL;
    return new Packet(ethernet, vlans, ip.withProtocol(protocol), header, payload);
  }

  /**
   * The same with a payload.
   *
   * @param bytes each cut to 8 bits
   * @return the packet
   */
  public Packet payload(int... bytes) {
    byte[] cut = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      cut[i] = (byte) bytes[i];
    }
    return payload(cut);
  }

  /**
   * The same with a payload.
   *
   * @param bytes what follows the headers
   * @return the packet
   */
  public Packet payload(byte[] bytes) {
    return new Packet(ethernet, vlans, ip, transport, bytes);
  }

  /**
   * The frame, with lengths and checksums.
   *
   * @return its bytes, without padding and without Ethernet's own checksum
   */
  public byte[] bytes() {
    return new PacketWriter(this).write();
  }

  /**
   * The frame's addresses.
   *
   * @return the header
   */
  public Ethernet ethernet() {
    return ethernet;
  }

  /**
   * The tags.
   *
   * @return the outer one first; empty for none
   */
  public List<Vlan> vlans() {
    return vlans;
  }

  /**
   * Whether it has IP.
   *
   * @return the header, if so
   */
  public Optional<Ip> findIp() {
    return Optional.ofNullable(ip);
  }

  /**
   * Whether it has UDP or TCP.
   *
   * @return the header, if so
   */
  public Optional<Transport> findTransport() {
    return Optional.ofNullable(transport);
  }

  /**
   * Its header of IP.
   *
   * @return the header
   * @throws IllegalStateException if it has none
   */
  public Ip ip() {
    return findIp().orElseThrow(() -> new IllegalStateException("no IP: " + this));
  }

  /**
   * Its header of UDP.
   *
   * @return the header
   * @throws IllegalStateException if it has none
   */
  public Udp udp() {
    if (transport instanceof Udp udp) {
      return udp;
    }
    throw new IllegalStateException("no UDP: " + this);
  }

  /**
   * Its header of TCP.
   *
   * @return the header
   * @throws IllegalStateException if it has none
   */
  public Tcp tcp() {
    if (transport instanceof Tcp tcp) {
      return tcp;
    }
    throw new IllegalStateException("no TCP: " + this);
  }

  /**
   * What follows the headers.
   *
   * @return a copy
   */
  public byte[] payload() {
    return payload.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Packet packet
        && ethernet.equals(packet.ethernet)
        && vlans.equals(packet.vlans)
        && Objects.equals(ip, packet.ip)
        && Objects.equals(transport, packet.transport)
        && Arrays.equals(payload, packet.payload);
  }

  @Override
  public int hashCode() {
    return Objects.hash(ethernet, vlans, ip, transport, Arrays.hashCode(payload));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Packet[").append(ethernet);
    vlans.forEach(tag -> text.append(", ").append(tag));
    findIp().ifPresent(header -> text.append(", ").append(header));
    findTransport().ifPresent(header -> text.append(", ").append(header));
    return text.append(", payload=").append(Arrays.toString(payload)).append(']').toString();
  }
}
