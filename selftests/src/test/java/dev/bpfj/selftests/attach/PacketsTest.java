package dev.bpfj.selftests.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.libbpf.hook.Xdp;
import dev.bpfj.progs.TestPacketsSkel;
import dev.bpfj.test.RequiresKernel;
import dev.bpfj.test.network.DevicePair;
import dev.bpfj.test.network.NetworkNamespace;
import dev.bpfj.test.packet.Packet;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.testng.SkipException;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** The packets of bpf-test, and the kernel's. */
@Test(groups = {"host", "vm"})
public final class PacketsTest {
  private static final String NOBODY = "00:00:00:00:00:00"; // the loopback device's address
  private static final int PORT = 4000;
  private static final int TRAFFIC_CLASS = 0xb8;
  private static final byte[] PAYLOAD = {1, 2, 3, 4, 5};

  /** An address of a machine that may have no IPv6. */
  private static InetAddress local(String address) throws IOException {
    if (address.contains(":") && Files.notExists(Path.of("/proc/thread-self/net/if_inet6"))) {
      throw new SkipException("requires IPv6, which this machine has off");
    }
    return InetAddress.getByName(address);
  }

  @DataProvider
  static Object[] addresses() {
    return new Object[] {"127.0.0.1", "::1"};
  }

  // What comes in from outside may not be from 127.0.0.1, nor to it.
  @DataProvider
  static Object[][] journeys() {
    return new Object[][] {{"198.51.100.1", "192.0.2.1"}, {"::1", "::1"}};
  }

  /** The kernel compares lengths and sums before it hands a datagram over. */
  @RequiresKernel(value = "5.18", feature = "XDP programs run on live frames")
  @Test(dataProvider = "journeys")
  public void aPacketThatIsBuiltArrivesAndADamagedOneDoesNot(String from, String to)
      throws Exception {
    InetAddress here = local(to);
    try (NetworkNamespace namespace = NetworkNamespace.create()) {
      if (here instanceof Inet4Address) {
        namespace.loopback().address(to + "/24");
      }
      namespace.run(
          () -> {
            noWayBackIsNeeded();
            try (TestPacketsSkel skel = TestPacketsSkel.openAndLoad();
                DatagramSocket socket = new DatagramSocket(0, here)) {
              Packet packet =
                  Packet.ethernet(NOBODY, NOBODY).ip(from, to).udp(PORT, socket.getLocalPort());
              byte[] damaged = packet.payload(9, 9, 9).bytes();
              damaged[damaged.length - 1]++;
              send(skel, damaged);
              send(skel, packet.payload(PAYLOAD).bytes());
              assertThat(received(socket).getPort()).isEqualTo(PORT);
            }
          });
    }
  }

  /** Of the network namespace, which has no route to the sender. */
  private static void noWayBackIsNeeded() throws IOException {
    for (String device : List.of("all", "lo")) {
      Files.writeString(Path.of("/proc/sys/net/ipv4/conf", device, "rp_filter"), "0");
    }
  }

  private static DatagramPacket received(DatagramSocket socket) throws IOException {
    DatagramPacket received = new DatagramPacket(new byte[64], 64);
    socket.setSoTimeout(60_000);
    socket.receive(received);
    assertThat(Arrays.copyOf(received.getData(), received.getLength())).isEqualTo(PAYLOAD);
    return received;
  }

  @DataProvider
  static Object[][] networks() {
    return new Object[][] {{"192.0.2.", "/24"}, {"2001:db8::", "/64"}};
  }

  @Test(dataProvider = "networks")
  public void aDatagramThatTravelsBetweenNamespacesIsSeenOnItsWay(String network, String prefix)
      throws Exception {
    InetAddress from = local(network + 1);
    InetAddress to = local(network + 2);
    try (NetworkNamespace client = NetworkNamespace.create();
        NetworkNamespace server = NetworkNamespace.create();
        TestPacketsSkel skel = TestPacketsSkel.openAndLoad()) {
      DevicePair pair = client.connect(server);
      pair.near().hardwareAddress("02:00:00:00:00:01").mtu(1400).address(network + 1 + prefix).up();
      pair.far().hardwareAddress("02:00:00:00:00:02").address(network + 2 + prefix).up();
      server.run(() -> skel.progs().keep().attach(Xdp.on(pair.far().index())));
      try (DatagramSocket sender = client.call(() -> new DatagramSocket(0, from));
          DatagramSocket receiver = server.call(() -> new DatagramSocket(PORT, to))) {
        sender.send(new DatagramPacket(PAYLOAD, PAYLOAD.length, to, PORT));
        assertThat(received(receiver).getAddress()).isEqualTo(from);

        Packet packet = Packet.read(kept(skel));
        assertThat(packet.ethernet().source()).isEqualTo("02:00:00:00:00:01");
        assertThat(packet.ethernet().destination()).isEqualTo("02:00:00:00:00:02");
        assertThat(packet.ip().source()).isEqualTo(from);
        assertThat(packet.ip().destination()).isEqualTo(to);
        assertThat(packet.udp().source()).isEqualTo(sender.getLocalPort());
        assertThat(packet.payload()).isEqualTo(PAYLOAD);
      }
    }
  }

  private static byte[] kept(TestPacketsSkel skel) {
    return Arrays.copyOf(skel.bss().keptBytes(), (int) skel.bss().length());
  }

  private static void send(TestPacketsSkel skel, byte[] packet) {
    TestRunOptions options =
        TestRunOptions.none().data(packet).repeat(1).flags(TestRunOptions.XDP_LIVE_FRAMES);
    skel.progs().pass().testRun(options);
  }

  @Test(dataProvider = "addresses")
  public void aPacketOfTheKernelsIsRead(String address) throws IOException {
    InetAddress local = local(address);
    Network.inItsOwn(
        () -> {
          try (TestPacketsSkel skel = TestPacketsSkel.openAndLoad();
              DatagramSocket from = new DatagramSocket(0, local);
              DatagramSocket to = new DatagramSocket(0, local)) {
            skel.progs().keep().attach(Xdp.on(Network.LOOPBACK));
            from.setTrafficClass(TRAFFIC_CLASS);
            from.send(new DatagramPacket(PAYLOAD, PAYLOAD.length, local, to.getLocalPort()));
            to.setSoTimeout(60_000);
            to.receive(new DatagramPacket(new byte[64], 64)); // it has passed the program

            Packet packet = Packet.read(kept(skel));
            assertThat(packet.ip().source()).isEqualTo(local);
            assertThat(packet.ip().destination()).isEqualTo(local);
            assertThat(packet.ip().trafficClass()).isEqualTo(TRAFFIC_CLASS);
            assertThat(packet.udp().source()).isEqualTo(from.getLocalPort());
            assertThat(packet.udp().destination()).isEqualTo(to.getLocalPort());
            assertThat(packet.payload()).isEqualTo(PAYLOAD);
          }
        });
  }
}
