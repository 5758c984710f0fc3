package dev.bpfj.test.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What is built can be read, and is what the standards say. */
public final class PacketTest {
  private static final Packet FRAME = Packet.ethernet("02:00:00:00:00:0B", "02:00:00:00:00:0a");
  private static final Packet V4 = FRAME.ip("192.0.2.1", "192.0.2.2");
  private static final Packet V6 = FRAME.ip("2001:db8::1", "2001:db8::2");

  @DataProvider
  static Object[][] packets() {
    return new Object[][] {
      {"nothing", FRAME, 14},
      {"a payload", FRAME.payload(1, 2, 255), 17},
      {"IPv4", V4, 34},
      {"IPv6", V6, 54},
      {"UDP", V4.udp(4000, 53), 42},
      {"UDP of an odd length", V4.udp(4000, 53).payload(1), 43},
      {"UDP in IPv6", V6.udp(0, 65535).payload(1, 2), 64},
      {"TCP", V4.tcp(4000, 80, Tcp.Flag.SYN), 54},
      {
        "TCP with all of it",
        V6.transport(new Tcp(1, 2, 0xffff_ffffL, 7, Set.of(Tcp.Flag.values()), 9)).payload(5),
        75
      },
      {"a tag", V4.vlan(7).udp(1, 2), 46},
      {"two tags", V6.vlan(4095).vlan(0).tcp(1, 2), 82},
    };
  }

  @Test(dataProvider = "packets")
  public void whatIsBuiltIsRead(String name, Packet packet, int length) {
    byte[] bytes = packet.bytes();
    assertThat(bytes).hasSize(length);
    assertThat(Packet.read(bytes)).isEqualTo(packet).hasSameHashCodeAs(packet);
    assertThat(Packet.read(bytes).bytes()).isEqualTo(bytes);
    assertThat(Packet.hasRightChecksums(bytes)).isTrue();
  }

  // Each bit of a header and of what is summed with it.
  @Test(dataProvider = "packets")
  public void aBitThatIsFlippedIsInTheChecksum(String name, Packet packet, int length) {
    if (packet.findTransport().isEmpty()) {
      return;
    }
    byte[] bytes = packet.bytes();
    byte[] flipped = bytes.clone();
    flipped[bytes.length - 1 - packet.payload().length] ^= 4;
    assertThat(Packet.hasRightChecksums(flipped)).isFalse();
  }

  /** A header whose checksum is known: the example of RFC 1071's readers everywhere. */
  @Test
  public void sumIsThatOfTheStandard() {
    byte[] header = HexFormat.of().parseHex("450000730000400040110000c0a80001c0a800c7");
    assertThat(Checksum.of(java.nio.ByteBuffer.wrap(header))).isEqualTo(0xb861);
  }

  @Test
  public void paddingIsNoPayload() {
    byte[] bytes = V4.udp(1, 2).payload(9).bytes();
    assertThat(Packet.read(Arrays.copyOf(bytes, 60)).payload()).containsExactly(9);
  }

  @Test(dataProvider = "packets")
  public void whatEthernetPadsWithIsNoPayload(String name, Packet packet, int length) {
    if (packet.findIp().isEmpty()) {
      return;
    }
    byte[] padded = Arrays.copyOf(packet.bytes(), length + 46);
    Arrays.fill(padded, length, padded.length, (byte) 0xa5);
    assertThat(Packet.read(padded)).isEqualTo(packet);
    assertThat(Packet.hasRightChecksums(padded)).isTrue();
  }

  @DataProvider
  static Object[][] datagrams() {
    return new Object[][] {{V4, 34}, {V6, 54}};
  }

  // The length of IP is made greater by 3, that of UDP is not.
  @Test(dataProvider = "datagrams")
  public void udpEndsWhereItsLengthSays(Packet ip, int udp) {
    Packet packet = ip.udp(1, 2).payload(9);
    byte[] carried = Arrays.copyOfRange(packet.bytes(), udp, udp + 9 + 3);
    carried[9] = 7;
    byte[] longer = ip.ip(packet.ip()).payload(carried).bytes();
    assertThat(Packet.read(longer)).isEqualTo(packet);
    assertThat(Packet.hasRightChecksums(longer)).isTrue();
  }

  @Test(dataProvider = "datagrams")
  public void lengthOfUdpThatCannotBeIsRefused(Packet ip, int udp) {
    byte[] bytes = ip.udp(1, 2).payload(9).bytes();
    bytes[udp + 5] = 10;
    assertThatThrownBy(() -> Packet.read(bytes))
        .hasMessage("UDP: the packet ends in it: offset=" + udp + ", found=9, expected=10");
    for (int length = 0; length < 8; length++) {
      bytes[udp + 5] = (byte) length;
      assertThatThrownBy(() -> Packet.read(bytes))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("UDP: a length that cannot be: all=" + length);
    }
  }

  @Test
  public void headerOfTcpThatIsTooShortIsRefused() {
    byte[] bytes = V4.tcp(1, 2).bytes();
    bytes[34 + 12] = 4 << 4;
    assertThatThrownBy(() -> Packet.read(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("TCP: a length that cannot be: header=16");
  }

  @Test
  public void anotherVersionThanEthernetSaysIsRefused() {
    byte[] bytes = V6.bytes();
    bytes[14] = 0x40;
    assertThatThrownBy(() -> Packet.read(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("IP: a version that the type of Ethernet does not say: found=4, expected=6");
  }

  @DataProvider
  static Object[][] bits() {
    return new Object[][] {
      {"a tag's priority", V4.vlan(7), 14, 0x20},
      {"a tag's drop eligible", V4.vlan(7), 14, 0x10},
      {"IPv4's DSCP", V4, 15, 0x80},
      {"IPv4's ECN", V4, 15, 0x01},
      {"IPv4's don't fragment", V4, 20, 0x40},
      {"IPv4's hops", V4, 22, 0x01},
      {"IPv6's DSCP", V6, 14, 0x08},
      {"IPv6's ECN", V6, 15, 0x10},
      {"IPv6's hops", V6, 21, 0x01},
    };
  }

  @Test(dataProvider = "bits")
  public void bitIsKept(String name, Packet ip, int at, int bit) {
    byte[] bytes = ip.udp(1, 2).bytes();
    Packet as = Packet.read(bytes);
    bytes[at] ^= (byte) bit;
    Packet other = Packet.read(bytes);
    assertThat(other).isNotEqualTo(as);
    assertThat(other.bytes()[at]).isEqualTo(bytes[at]);
    assertThat(other.tcp(3, 4).bytes()[at]).isEqualTo(bytes[at]);
  }

  @Test
  public void fieldsAreWhereTheStandardsHaveThem() {
    Packet tagged =
        FRAME
            .vlan(new Vlan(7, 5, true))
            .ip(new Ip(Ip.address("192.0.2.1"), Ip.address("192.0.2.2"), 3, 1, 0xb9, true));
    assertThat(Arrays.copyOfRange(tagged.bytes(), 14, 26))
        .isEqualTo(HexFormat.of().parseHex("b007" + "0800" + "45b900140000" + "4000"));
    Packet six = FRAME.ip(new Ip(Ip.address("::1"), Ip.address("::2"), 3, 59, 0xb9, false));
    assertThat(Arrays.copyOfRange(six.bytes(), 14, 22))
        .isEqualTo(HexFormat.of().parseHex("6b900000" + "0000" + "3b03"));
  }

  @DataProvider
  static Object[] notAddresses() {
    return new Object[] {
      "cafe",
      "fade.de",
      "192.0.2",
      "192.0.2.256",
      "192.0.2.010",
      "3221225985",
      "",
      ".:1",
      "1::2::3",
      "[::1]",
      "::1%lo",
      "192.0.2.1.",
      "1:2",
    };
  }

  @Test(dataProvider = "notAddresses")
  public void whatIsNoAddressIsNotLookedUp(String text) {
    assertThatThrownBy(() -> Ip.address(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "IP address '%s': write it as 192.0.2.1 or 2001:db8::1; a name is not looked up", text);
  }

  @Test
  public void mappedAddressStaysOneOfIpv6() {
    Packet packet = FRAME.ip("::ffff:192.0.2.1", "2001:db8::1");
    assertThat(packet.ip().version()).isEqualTo(6);
    assertThat(packet.ip().source().getAddress())
        .isEqualTo(HexFormat.of().parseHex("00000000000000000000ffffc0000201"));
    assertThat(Packet.read(packet.bytes())).isEqualTo(packet);
  }

  @Test
  public void fragmentHasNoTransport() {
    byte[] bytes = V4.udp(1, 2).bytes();
    bytes[14 + 6] = 0x20;
    Packet fragment = Packet.read(bytes);
    assertThat(fragment.findTransport()).isEmpty();
    assertThat(fragment.payload()).hasSize(8);
    assertThatThrownBy(fragment::udp)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("no UDP: Packet[Ethernet[");
  }

  @Test
  public void everyPacketThatEndsTooEarlyIsRefused() {
    byte[] bytes = V6.vlan(7).tcp(1, 2).payload(1).bytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> Packet.read(cut))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("the packet ends in it");
    }
  }

  @Test
  public void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> V4.udp(65536, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("source port: does not fit: value=65536, expected=0 to 65535");
    assertThatThrownBy(() -> FRAME.ip("192.0.2.1", "::1"))
        .hasMessage(
            "addresses of two versions of IP: source=192.0.2.1, destination=0:0:0:0:0:0:0:1");
    assertThatThrownBy(() -> new Ip(Ip.address("::1"), Ip.address("::1"), 0, 0, 0, true))
        .hasMessage("dontFragment: only IPv4 has it; no router splits IPv6");
    assertThatThrownBy(() -> FRAME.ip("localhost", "::1"))
        .hasMessage(
            "IP address 'localhost': write it as 192.0.2.1 or 2001:db8::1; a name is not looked up");
    assertThatThrownBy(() -> Packet.ethernet("02:00", "02:00:00:00:00:01"))
        .hasMessage("Ethernet address '02:00': write it as 02:00:00:00:00:01");
    assertThatThrownBy(() -> FRAME.udp(1, 2)).hasMessage("UDP and TCP are in IP: call ip first");
    byte[] tooMuch = new byte[65536];
    assertThatThrownBy(() -> V4.payload(tooMuch).bytes())
        .hasMessage("length of IPv4: does not fit: value=65556, expected=0 to 65535");
  }
}
