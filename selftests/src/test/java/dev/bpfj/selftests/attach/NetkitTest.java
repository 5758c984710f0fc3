package dev.bpfj.selftests.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.fd.OpenFile;
import dev.bpfj.libbpf.hook.Netkit;
import dev.bpfj.libbpf.hook.Order;
import dev.bpfj.libbpf.link.LinkDetails;
import dev.bpfj.libbpf.program.AttachType;
import dev.bpfj.progs.AttachNetkitSkel;
import dev.bpfj.selftests.attach.NetkitPair.Policy;
import dev.bpfj.selftests.harness.Kernel;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import org.testng.annotations.Test;

/**
 * Programs at the ends of a netkit device between two network namespaces see what leaves their end,
 * and decide whether it arrives. What was dropped shows by what arrives first: packets keep their
 * order.
 */
@Test(groups = "vm")
public final class NetkitTest {
  private static final int PATIENCE_MILLIS = 20_000;

  /**
   * One end of a device, with a socket.
   *
   * @param device the device's name
   * @param index the device's index in its namespace
   * @param address its address
   * @param socket a socket at the port of the programs
   */
  private record End(String device, int index, InetAddress address, DatagramSocket socket) {

    void send(End to, int... marks) throws IOException {
      for (int mark : marks) {
        byte[] bytes = {(byte) mark};
        socket.send(new DatagramPacket(bytes, 1, to.address, Network.PORT));
      }
    }

    void assertArrived(int... marks) throws IOException {
      for (int mark : marks) {
        DatagramPacket packet = new DatagramPacket(new byte[1], 1);
        socket.receive(packet);
        assertThat(packet.getData()[0]).as("what arrived").isEqualTo((byte) mark);
      }
    }
  }

  /** What is done with a device. */
  private interface Body {
    void run(AttachNetkitSkel skel, End primary, End peer) throws Exception;
  }

  private static void across(Policy peerPolicy, Body body) {
    Kernel.require("6.7", "netkit");
    if (!Supports.libbpf(1, 3)) {
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(AttachNetkitSkel::openAndLoad)
          .withMessageContaining("the loaded libbpf does not know the program's section");
      return;
    }
    Network.inItsOwn(
        () -> {
          try (OpenFile peers = OpenFile.of(Path.of("/proc/thread-self/ns/net"));
              NetworkDevices peersDevices = NetworkDevices.here();
              DatagramSocket peersSocket = socket()) {
            Network.inItsOwn(
                () -> {
                  NetkitPair.create(peers, peerPolicy);
                  End peer = end(peersDevices, NetkitPair.PEER, 2, peersSocket);
                  try (NetworkDevices devices = NetworkDevices.here();
                      DatagramSocket socket = socket();
                      AttachNetkitSkel skel = AttachNetkitSkel.openAndLoad()) {
                    skel.bss().port(Network.PORT);
                    body.run(skel, end(devices, NetkitPair.PRIMARY, 1, socket), peer);
                  }
                });
          }
        });
  }

  private static DatagramSocket socket() throws IOException {
    DatagramSocket socket = new DatagramSocket(Network.PORT);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static End end(NetworkDevices devices, String device, int number, DatagramSocket socket)
      throws IOException {
    InetAddress address = InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) number});
    devices.setAddress(device, address);
    devices.up(device);
    return new End(device, devices.index(device), address, socket);
  }

  public void programsSeeWhatLeavesTheirEnd() {
    across(
        Policy.PASS,
        (skel, primary, peer) -> {
          int index = primary.index();
          BpfLink atPrimary = skel.progs().countOfPrimary().attach(Netkit.on(index));
          BpfLink atPeer = skel.progs().countOfPeer().attach(Netkit.on(index));
          assertThat(atPrimary.info().details())
              .isEqualTo(new LinkDetails.Netkit(index, AttachType.NETKIT_PRIMARY));
          assertThat(atPeer.info().details())
              .isEqualTo(new LinkDetails.Netkit(peer.index(), AttachType.NETKIT_PEER));
          primary.send(peer, 1, 2, 3);
          peer.assertArrived(1, 2, 3);
          peer.send(primary, 4, 5);
          primary.assertArrived(4, 5);
          assertThat(skel.bss().fromPrimary()).isEqualTo(3);
          assertThat(skel.bss().fromPeer()).isEqualTo(2);
          atPrimary.close();
          atPeer.close();
          primary.send(peer, 6);
          peer.assertArrived(6);
          peer.send(primary, 7);
          primary.assertArrived(7);
          assertThat(skel.bss().fromPrimary()).isEqualTo(3);
          assertThat(skel.bss().fromPeer()).isEqualTo(2);
        });
  }

  public void whatAProgramDropsDoesNotArriveWhileItIsAttached() {
    across(
        Policy.PASS,
        (skel, primary, peer) -> {
          primary.send(peer, 1);
          peer.assertArrived(1);
          BpfLink link = skel.progs().drop().attach(Netkit.on(primary.index()));
          primary.send(peer, 2, 3);
          assertThat(skel.bss().dropped()).isEqualTo(2);
          peer.send(primary, 4); // what goes the other way is left alone
          primary.assertArrived(4);
          link.close();
          primary.send(peer, 5);
          peer.assertArrived(5);
          assertThat(skel.bss().dropped()).isEqualTo(2);
        });
  }

  public void aProgramLetsPassWhatTheDeviceWouldDrop() {
    across(
        Policy.DROP,
        (skel, primary, peer) -> {
          peer.send(primary, 1);
          BpfLink link = skel.progs().letPass().attach(Netkit.on(primary.index()));
          peer.send(primary, 2, 3);
          primary.assertArrived(2, 3);
          link.close();
          peer.send(primary, 4);
          skel.progs().letPass().attach(Netkit.on(primary.index()));
          peer.send(primary, 5);
          primary.assertArrived(5);
        });
  }

  public void theFirstToDecideDecides() {
    across(
        Policy.PASS,
        (skel, primary, peer) -> {
          skel.progs().countOfPrimary().attach(Netkit.on(primary.index()));
          BpfLink link =
              skel.progs().drop().attach(Netkit.on(primary.index()).order(Order.first()));
          primary.send(peer, 1);
          assertThat(skel.bss().fromPrimary()).isZero();
          link.close();
          skel.progs().drop().attach(Netkit.on(primary.index()).order(Order.last()));
          primary.send(peer, 2);
          assertThat(skel.bss().fromPrimary()).isEqualTo(1);
          assertThat(skel.bss().dropped()).isEqualTo(2);
        });
  }

  public void anotherProgramTakesThePlace() {
    across(
        Policy.PASS,
        (skel, primary, peer) -> {
          BpfLink link = skel.progs().countOfPrimary().attach(Netkit.on(primary.index()));
          link.update(skel.progs().drop());
          primary.send(peer, 1);
          assertThat(skel.bss().fromPrimary()).isZero();
          assertThat(skel.bss().dropped()).isEqualTo(1);
          link.update(skel.progs().countOfPrimary());
          primary.send(peer, 2);
          peer.assertArrived(2);
          assertThat(skel.bss().fromPrimary()).isEqualTo(1);
        });
  }
}
