package dev.bpfj.selftests.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.libbpf.hook.Xdp;
import dev.bpfj.progs.TestPacketsSkel;
import dev.bpfj.test.RequiresKernel;
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
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** The packets of bpf-test, and the kernel's. */
@Test(groups = {"host", "vm"})
public final class PacketsTest {
  private static final String NOBODY = "00:00:00:00:00:00"; // the loopback device's address
  private static final int PORT = 4000;
  private static final int TRAFFIC_CLASS = 0xb8;
  private static final byte[] PAYLOAD = {1, 2, 3, 4, 5};

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
  public void aPacketThatIsBuiltArrivesAndADamagedOneDoesNot(String from, String to) {
    Network.inItsOwn(
        () -> {
          InetAddress here = InetAddress.getByName(to);
          receiveAt(here);
          try (TestPacketsSkel skel = TestPacketsSkel.openAndLoad();
              DatagramSocket socket = new DatagramSocket(0, here)) {
            Packet packet =
                Packet.ethernet(NOBODY, NOBODY).ip(from, to).udp(PORT, socket.getLocalPort());
            byte[] damaged = packet.payload(9, 9, 9).bytes();
            damaged[damaged.length - 1]++;
            send(skel, damaged);
            send(skel, packet.payload(PAYLOAD).bytes());

            DatagramPacket received = new DatagramPacket(new byte[64], 64);
            socket.setSoTimeout(60_000);
            socket.receive(received);
            assertThat(Arrays.copyOf(received.getData(), received.getLength())).isEqualTo(PAYLOAD);
            assertThat(received.getPort()).isEqualTo(PORT);
          }
        });
  }

  private static void receiveAt(InetAddress address) throws IOException {
    if (address instanceof Inet4Address) {
      try (NetworkDevices devices = NetworkDevices.here()) {
        devices.setAddress("lo", address);
      }
      for (String device : List.of("all", "lo")) {
        // There is no way back to the sender.
        Files.writeString(Path.of("/proc/sys/net/ipv4/conf", device, "rp_filter"), "0");
      }
    }
  }

  private static void send(TestPacketsSkel skel, byte[] packet) {
    TestRunOptions options =
        TestRunOptions.none().data(packet).repeat(1).flags(TestRunOptions.XDP_LIVE_FRAMES);
    skel.progs().pass().testRun(options);
  }

  @Test(dataProvider = "addresses")
  public void aPacketOfTheKernelsIsRead(String address) {
    Network.inItsOwn(
        () -> {
          InetAddress local = InetAddress.getByName(address);
          try (TestPacketsSkel skel = TestPacketsSkel.openAndLoad();
              DatagramSocket from = new DatagramSocket(0, local);
              DatagramSocket to = new DatagramSocket(0, local)) {
            skel.progs().keep().attach(Xdp.on(Network.LOOPBACK));
            from.setTrafficClass(TRAFFIC_CLASS);
            from.send(new DatagramPacket(PAYLOAD, PAYLOAD.length, local, to.getLocalPort()));
            to.setSoTimeout(60_000);
            to.receive(new DatagramPacket(new byte[64], 64)); // it has passed the program

            byte[] kept = Arrays.copyOf(skel.bss().keptBytes(), (int) skel.bss().length());
            Packet packet = Packet.read(kept);
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
