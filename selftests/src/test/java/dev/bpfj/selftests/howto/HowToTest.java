package dev.bpfj.selftests.howto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.libbpf.map.codec.IpPrefix;
import dev.bpfj.progs.HowtoCgroupSkel;
import dev.bpfj.progs.HowtoCountSkel;
import dev.bpfj.progs.HowtoEgressSkel;
import dev.bpfj.progs.HowtoFilterSkel;
import dev.bpfj.selftests.harness.ControlGroups;
import dev.bpfj.selftests.harness.PidTgid;
import dev.bpfj.selftests.harness.Trigger;
import dev.bpfj.test.network.NetworkNamespace;
import dev.bpfj.test.packet.Packet;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.testng.annotations.Test;

/** What the how-tos of the guide show does what they say. */
@Test(groups = {"host", "vm"})
public final class HowToTest {
  private static final String HERE = "02:00:00:00:00:01";
  private static final String THERE = "02:00:00:00:00:02";
  private static final int DROP = 1;
  private static final int PASS = 2;
  private static final int ETHERNET_IP_UDP = 14 + 20 + 8;

  public void callsAreCountedByProcess() throws Exception {
    // This process makes calls while it waits for the program's removal, at the least.
    Map<Long, Long> calls = CallsByProcess.count(Duration.ofMillis(10));

    assertThat(calls).isNotEmpty().allSatisfy((process, count) -> assertThat(count).isPositive());
  }

  public void aPinnedMapIsSharedAndLastsAsLongAsItsPin() throws Exception {
    Path pin = Path.of("/sys/fs/bpf/bpfj-" + UUID.randomUUID());
    long process = PidTgid.current().process();
    try {
      try (HowtoCountSkel skel = HowtoCountSkel.open()) {
        CallsByProcess.publish(skel, pin);
        Trigger.hits(() -> CallsByProcess.callsOf(process, pin));
        assertThat(skel.maps().calls().lookup(process).orElseThrow()).isPositive();
      }
      assertThat(CallsByProcess.callsOf(process, pin)).as("after its program").isPositive();
    } finally {
      Files.deleteIfExists(pin);
    }
  }

  public void packetsOfAPrefixAreDropped() {
    try (HowtoFilterSkel skel = HowtoFilterSkel.openAndLoad()) {
      PrefixFilter.dropped(skel).update(IpPrefix.of("192.0.2.0/24"), 0L);

      byte[] from = Packet.ethernet(HERE, THERE).ip("192.0.2.7", "198.51.100.1").udp(1, 2).bytes();
      byte[] other = Packet.ethernet(HERE, THERE).ip("192.0.3.7", "198.51.100.1").udp(1, 2).bytes();
      BpfProgram filter = skel.progs().filter();
      assertThat(filter.testRun(TestRunOptions.none().data(from)).returnValue()).isEqualTo(DROP);
      assertThat(filter.testRun(TestRunOptions.none().data(other)).returnValue()).isEqualTo(PASS);
      assertThat(PrefixFilter.dropped(skel).lookup(IpPrefix.of("192.0.2.0/24"))).contains(1L);
    }
  }

  public void aDeviceDropsPackets() throws Exception {
    try (NetworkNamespace namespace = NetworkNamespace.create()) {
      namespace.run(
          () -> {
            try (HowtoFilterSkel skel = HowtoFilterSkel.openAndLoad();
                DatagramSocket receiver = new DatagramSocket(0, loopback(1));
                DatagramSocket sender = new DatagramSocket(0, loopback(7));
                DatagramSocket other = new DatagramSocket(0, loopback(9))) {
              PrefixFilter.drop(skel, "lo", "127.0.0.7/32", "127.1.0.0/16");
              send(sender, receiver);
              send(other, receiver);
              DatagramPacket received = new DatagramPacket(new byte[1], 1);
              receiver.setSoTimeout(60_000);
              receiver.receive(received);
              assertThat(received.getAddress()).isEqualTo(loopback(9));
              assertThat(PrefixFilter.dropped(skel).lookup(IpPrefix.of("127.0.0.7/32")))
                  .contains(1L);
            }
          });
    }
  }

  public void whatADeviceSendsIsCounted() throws Exception {
    try (NetworkNamespace namespace = NetworkNamespace.create()) {
      namespace.run(
          () -> {
            try (HowtoEgressSkel skel = HowtoEgressSkel.openAndLoad();
                DatagramSocket receiver = new DatagramSocket(0, loopback(1));
                DatagramSocket sender = new DatagramSocket(0, loopback(1))) {
              SentTraffic.count(skel, "lo");
              send(sender, receiver);
              assertThat(skel.bss().packets()).isEqualTo(1);
              assertThat(skel.bss().bytes()).isEqualTo(ETHERNET_IP_UDP + 1);
            }
          });
    }
  }

  private static InetAddress loopback(int last) throws IOException {
    return InetAddress.getByName("127.0.0." + last);
  }

  private static void send(DatagramSocket from, DatagramSocket to) throws IOException {
    from.send(new DatagramPacket(new byte[1], 1, to.getLocalSocketAddress()));
  }

  public void aGroupsProcessesCannotConnectToAPort() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, loopback(1));
        HowtoCgroupSkel skel = HowtoCgroupSkel.open()) {
      ClosedPort.close(skel, ControlGroups.root(), server.getLocalPort());
      assertThatIOException()
          .isThrownBy(() -> new Socket(loopback(1), server.getLocalPort()).close());
      assertThat(skel.bss().refused()).isPositive();
    }
  }

  public void theToolOfTheComparisonCounts() {
    PidTgid own = PidTgid.current();
    Trigger.untilAsserted(
        () ->
            assertThat(Tool.report(own.process(), own.thread()))
                .matches("[1-9]\\d* calls, [1-9]\\d* of this thread"));
  }
}
