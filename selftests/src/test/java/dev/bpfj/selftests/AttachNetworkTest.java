package dev.bpfj.selftests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.hook.Cgroup;
import dev.bpfj.libbpf.hook.Netns;
import dev.bpfj.libbpf.hook.Tc;
import dev.bpfj.libbpf.hook.Tcx;
import dev.bpfj.libbpf.hook.Xdp;
import dev.bpfj.libbpf.program.AttachType;
import dev.bpfj.progs.AttachNetworkSkel;
import dev.bpfj.selftests.harness.Kernel;
import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.function.Function;
import org.testng.annotations.Test;

/**
 * A program of each kind that packets and sockets pass, on the loopback interface: it drops what
 * goes to one port, and what went there arrives again after it was detached.
 */
@Test(groups = "vm")
public final class AttachNetworkTest {
  private static final int LOOPBACK = 1;
  private static final Path CGROUP = Path.of("/sys/fs/cgroup");
  private static final Path NAMESPACE = Path.of("/proc/self/ns/net");
  private static final int DROPPED_MILLIS = 300;
  private static final int ARRIVES_MILLIS = 20_000;
  private static final InetAddress HOST = InetAddress.getLoopbackAddress();

  private static AttachNetworkSkel load(
      Function<AttachNetworkSkel.Progs, BpfProgram> program, int port) {
    AttachNetworkSkel skel = AttachNetworkSkel.open();
    skel.rodata().port(port);
    skel.progs().ofLinkedQueue().setExpectedAttachType(AttachType.TCX_INGRESS);
    program.apply(skel.progs()).setAutoload(true);
    try {
      skel.load();
      return skel;
    } catch (RuntimeException | Error e) {
      skel.close();
      throw e;
    }
  }

  /** Attaches a program, until what it gives is closed. */
  private interface Attach {
    AutoCloseable attach(BpfProgram program);
  }

  private static void send(DatagramSocket from, DatagramSocket to) throws IOException {
    from.send(new DatagramPacket(new byte[] {1}, 1, HOST, to.getLocalPort()));
  }

  private static void receive(DatagramSocket socket, int millis) throws IOException {
    socket.setSoTimeout(millis);
    socket.receive(new DatagramPacket(new byte[1], 1));
  }

  /** Packets arrive, are dropped while the program is attached, and arrive again. */
  private static void dropsWhatIsReceived(
      Function<AttachNetworkSkel.Progs, BpfProgram> program, Attach how) throws Exception {
    try (DatagramSocket receiver = new DatagramSocket(0, HOST);
        DatagramSocket sender = new DatagramSocket(0, HOST);
        AttachNetworkSkel skel = load(program, receiver.getLocalPort())) {
      send(sender, receiver);
      receive(receiver, ARRIVES_MILLIS);
      try (AutoCloseable attached = how.attach(program.apply(skel.progs()))) {
        assertThat(attached).isNotNull();
        send(sender, receiver);
        assertThatThrownBy(() -> receive(receiver, DROPPED_MILLIS))
            .isInstanceOf(SocketTimeoutException.class);
        assertThat(skel.bss().dropped()).isEqualTo(1);
        send(receiver, sender); // what goes elsewhere is left alone
        receive(sender, ARRIVES_MILLIS);
      }
      send(sender, receiver);
      receive(receiver, ARRIVES_MILLIS);
      assertThat(skel.bss().dropped()).isEqualTo(1);
    }
  }

  public void anInterfacesXdpProgramDrops() throws Exception {
    dropsWhatIsReceived(
        AttachNetworkSkel.Progs::ofDevice, program -> program.attach(Xdp.on(LOOPBACK)));
  }

  public void aFilterOfTheQueueDrops() throws Exception {
    dropsWhatIsReceived(
        AttachNetworkSkel.Progs::ofQueue, program -> program.attach(Tc.ingress(LOOPBACK)));
  }

  public void aLinkToTheQueueDrops() throws Exception {
    Kernel.require("6.6", "tcx");
    dropsWhatIsReceived(
        AttachNetworkSkel.Progs::ofLinkedQueue, program -> program.attach(Tcx.on(LOOPBACK)));
  }

  public void aProgramOfTheCgroupRefusesToSend() throws IOException {
    try (DatagramSocket receiver = new DatagramSocket(0, HOST);
        DatagramSocket sender = new DatagramSocket(0, HOST);
        AttachNetworkSkel skel = load(AttachNetworkSkel.Progs::ofCgroup, receiver.getLocalPort())) {
      try (BpfLink link = skel.progs().ofCgroup().attach(Cgroup.at(CGROUP))) {
        assertThat(link.isClosed()).isFalse();
        assertThatThrownBy(() -> send(sender, receiver))
            .isInstanceOf(SocketException.class)
            .hasMessageContaining("Operation not permitted");
        assertThat(skel.bss().dropped()).isEqualTo(1);
      }
      send(sender, receiver);
      receive(receiver, ARRIVES_MILLIS);
      assertThat(skel.bss().dropped()).isEqualTo(1);
    }
  }

  public void aProgramOfTheNamespaceHidesAListeningSocket() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, HOST);
        AttachNetworkSkel skel =
            load(AttachNetworkSkel.Progs::ofNamespace, server.getLocalPort())) {
      connect(server);
      try (BpfLink link = skel.progs().ofNamespace().attach(Netns.at(NAMESPACE))) {
        assertThat(link.isClosed()).isFalse();
        assertThatThrownBy(() -> connect(server)).isInstanceOf(ConnectException.class);
        assertThat(skel.bss().dropped()).isPositive();
      }
      connect(server);
    }
  }

  private static void connect(ServerSocket server) throws IOException {
    try (Socket client = new Socket(HOST, server.getLocalPort());
        Socket accepted = server.accept()) {
      assertThat(accepted.getPort()).isEqualTo(client.getLocalPort());
    }
  }
}
