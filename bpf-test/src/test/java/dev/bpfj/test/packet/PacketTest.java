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
    assertThatThrownBy(() -> FRAME.ip("localhost", "::1"))
        .hasMessage("IP address 'localhost': a name, which is not looked up");
    assertThatThrownBy(() -> Packet.ethernet("02:00", "02:00:00:00:00:01"))
        .hasMessage("Ethernet address '02:00': write it as 02:00:00:00:00:01");
    assertThatThrownBy(() -> FRAME.udp(1, 2)).hasMessage("UDP and TCP are in IP: call ip first");
    byte[] tooMuch = new byte[65536];
    assertThatThrownBy(() -> V4.payload(tooMuch).bytes())
        .hasMessage("length of IPv4: does not fit: value=65556, expected=0 to 65535");
  }
}
