package com.example.portguard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.example.portguard.PortGuard.Line;
import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.libbpf.hook.Xdp;
import dev.bpfj.test.BpfExtension;
import dev.bpfj.test.BpfSkeleton;
import dev.bpfj.test.leak.LeakCheck;
import dev.bpfj.test.network.DevicePair;
import dev.bpfj.test.network.NetworkNamespace;
import dev.bpfj.test.packet.Packet;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The program in the kernel: with packets of the test's own, and between two namespaces. */
@Tag("vm")
@LeakCheck(seconds = 120)
@ExtendWith(BpfExtension.class)
class GuardTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final int DROP = 1;
  private static final int PASS = 2;

  @BpfSkeleton PortguardSkel skel;

  private byte[] udp(int port) {
    return Packet.ethernet("02:00:00:00:00:02", "02:00:00:00:00:01")
        .ip("192.0.2.1", "192.0.2.53")
        .udp(4000, port)
        .payload(1, 2, 3)
        .bytes();
  }

  private byte[] tcp6(int port) {
    return Packet.ethernet("02:00:00:00:00:02", "02:00:00:00:00:01")
        .ip("2001:db8::1", "2001:db8::2")
        .tcp(4000, port)
        .bytes();
  }

  private int run(byte[] packet) {
    return skel.progs().guard().testRun(TestRunOptions.none().data(packet)).returnValue();
  }

  @Test
  void dropsBlockedPortsAlone() {
    PortGuard guard = new PortGuard(skel);
    guard.block(53);

    assertEquals(DROP, run(udp(53)));
    assertEquals(PASS, run(udp(54)));
    assertEquals(PASS, run(tcp6(443)));
    guard.unblock(53);
    assertEquals(PASS, run(udp(53)));

    assertEquals(
        List.of(
            new Line("tcp", 443, 1, tcp6(443).length, 0),
            new Line("udp", 53, 2, 2 * udp(53).length, 1),
            new Line("udp", 54, 1, udp(54).length, 0)),
        guard.counters());
  }

  @Test
  void isChangedWhilePacketsArrive() throws Exception {
    PortGuard guard = new PortGuard(skel);
    try (NetworkNamespace client = NetworkNamespace.create();
        NetworkNamespace server = NetworkNamespace.create();
        Endpoint endpoint = new Endpoint(guard, 0)) {
      DevicePair pair = client.connect(server);
      pair.near().address("192.0.2.1/24").up();
      pair.far().address("192.0.2.2/24").up();
      server.run(() -> skel.progs().guard().attach(Xdp.on(pair.far().index())));
      try (DatagramSocket receiver = server.call(() -> new DatagramSocket(9000));
          DatagramSocket sender = client.call(() -> new DatagramSocket())) {
        receiver.setSoTimeout(60_000);
        send(sender, 9000, "one");
        assertEquals("one", receive(receiver));

        request(endpoint, "PUT", "/blocked/9000");
        send(sender, 9000, "two"); // dropped
        request(endpoint, "DELETE", "/blocked/9000");
        send(sender, 9000, "three");
        assertEquals("three", receive(receiver));

        assertEquals(
            "udp 9000 packets=3 bytes=137 dropped=1\n", request(endpoint, "GET", "/counters"));

        // Detached: counted no more.
        skel.detach();
        send(sender, 9000, "four");
        assertEquals("four", receive(receiver));
        assertEquals(
            "udp 9000 packets=3 bytes=137 dropped=1\n", request(endpoint, "GET", "/counters"));
      }
    }
  }

  private static void send(DatagramSocket socket, int port, String text) throws Exception {
    byte[] bytes = text.getBytes();
    socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getByName("192.0.2.2"), port));
  }

  private static String receive(DatagramSocket socket) throws Exception {
    DatagramPacket packet = new DatagramPacket(new byte[100], 100);
    socket.receive(packet);
    return new String(packet.getData(), 0, packet.getLength());
  }

  private static String request(Endpoint endpoint, String method, String path) throws Exception {
    URI uri = URI.create("http://localhost:" + endpoint.port() + path);
    return CLIENT
        .send(
            HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build(),
            BodyHandlers.ofString())
        .body();
  }
}
