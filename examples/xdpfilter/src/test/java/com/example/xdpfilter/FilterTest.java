package com.example.xdpfilter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.libbpf.hook.XdpMode;
import dev.bpfj.libbpf.map.codec.IpPrefix;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Needs a kernel and root: bpf:kernel-test runs it in virtual machines, Surefire does not. */
@Tag("vm")
class FilterTest {
  private static final int XDP_DROP = 1;
  private static final int XDP_PASS = 2;
  private static final int ETHERNET = 14;
  private static final int ETHER_TYPE_AT = 12;
  private static final int ETH_P_IP = 0x0800;
  private static final int ETH_P_IPV6 = 0x86dd;
  private static final int IPV4_LENGTH = 4;
  private static final int IPV4_SOURCE_AT = 12;
  private static final int IPV6_SOURCE_AT = 8;
  private static final int IPV6_HEADER = 40;
  private static final int ETHERNET_IP_UDP = ETHERNET + 20 + 8;
  private static final int LIMIT_MS = 60_000;

  @Test
  void decidesByTheLongestPrefixOfTheSource() {
    try (Filter filter =
        new Filter(
            List.of(
                IpPrefix.of("10.0.0.0/8"),
                IpPrefix.of("10.1.0.0/16"),
                IpPrefix.of("2001:db8::/32")))) {
      assertThat(receive(filter, packet("192.0.2.1", "10.1.2.3"))).isEqualTo(XDP_PASS);
      assertThat(receive(filter, packet("10.2.2.2", "192.0.2.1"))).isEqualTo(XDP_DROP);
      assertThat(receive(filter, packet("10.1.2.3", "192.0.2.1"))).isEqualTo(XDP_DROP);
      assertThat(receive(filter, packet("2001:db9::1", "2001:db8::1"))).isEqualTo(XDP_PASS);
      assertThat(receive(filter, packet("2001:db8::1", "2001:db9::1"))).isEqualTo(XDP_DROP);
      assertThat(receive(filter, new byte[ETHERNET_IP_UDP])).isEqualTo(XDP_PASS);
      assertThat(filter.counts()).extracting(Count::droppedPackets).containsExactly(1L, 1L, 1L);

      filter.sender().testRun(TestRunOptions.none().data(packet("10.1.2.3", "10.2.2.2")));
      filter.sender().testRun(TestRunOptions.none().data(packet("::1", "2001:db8::1")));
      assertThat(filter.counts()).extracting(Count::sentPackets).containsExactly(1L, 0L, 1L);
    }
  }

  @Test
  void dropsWhatADeviceReceives() throws Exception {
    try (Filter filter = new Filter(List.of(IpPrefix.of("127.1.0.0/16")));
        DatagramSocket receiver = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0));
        DatagramSocket blocked = new DatagramSocket(new InetSocketAddress("127.1.2.3", 0));
        DatagramSocket allowed = new DatagramSocket(new InetSocketAddress("127.2.2.2", 0))) {
      filter.attach("lo", XdpMode.SKB);
      send(blocked, "blocked", receiver.getLocalSocketAddress());
      send(allowed, "allowed", receiver.getLocalSocketAddress());
      send(allowed, "sent to it", blocked.getLocalSocketAddress());

      assertThat(receive(receiver)).isEqualTo("allowed");
      assertThat(receive(blocked)).isEqualTo("sent to it");
      assertThat(filter.counts())
          .containsExactly(
              new Count(
                  IpPrefix.of("127.1.0.0/16"),
                  1,
                  ETHERNET_IP_UDP + "blocked".length(),
                  1,
                  ETHERNET_IP_UDP + "sent to it".length()));
    }
  }

  private static int receive(Filter filter, byte[] packet) {
    return filter.receiver().testRun(TestRunOptions.none().data(packet)).returnValue();
  }

  /** As much of a packet as the programs look at. */
  private static byte[] packet(String source, String destination) {
    byte[] from = address(source);
    byte[] to = address(destination);
    boolean isIpv4 = from.length == IPV4_LENGTH;
    ByteBuffer packet = ByteBuffer.allocate(ETHERNET + IPV6_HEADER);
    packet.putShort(ETHER_TYPE_AT, (short) (isIpv4 ? ETH_P_IP : ETH_P_IPV6));
    packet.position(ETHERNET + (isIpv4 ? IPV4_SOURCE_AT : IPV6_SOURCE_AT));
    return packet.put(from).put(to).array();
  }

  private static byte[] address(String text) {
    return IpPrefix.of(text).address().getAddress();
  }

  private static void send(DatagramSocket from, String text, SocketAddress to) throws Exception {
    byte[] bytes = text.getBytes(UTF_8);
    from.send(new DatagramPacket(bytes, bytes.length, to));
  }

  private static String receive(DatagramSocket socket) throws Exception {
    socket.setSoTimeout(LIMIT_MS);
    DatagramPacket packet = new DatagramPacket(new byte[64], 64);
    socket.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), UTF_8);
  }
}
