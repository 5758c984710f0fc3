package dev.bpfj.selftests.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.hook.Netkit;
import dev.bpfj.libbpf.hook.Order;
import dev.bpfj.libbpf.link.LinkDetails;
import dev.bpfj.libbpf.program.AttachType;
import dev.bpfj.progs.AttachNetkitSkel;
import dev.bpfj.selftests.harness.Kernel;
import dev.bpfj.test.network.DevicePair;
import dev.bpfj.test.network.NetkitPolicy;
import dev.bpfj.test.network.NetworkDevice;
import dev.bpfj.test.network.NetworkNamespace;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
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
   * One end of a pair, with a socket.
   *
   * @param index the device's index in its namespace
   * @param address its address
   * @param socket a socket at the port of the programs
   */
  private record End(int index, InetAddress address, DatagramSocket socket) {

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

  private static void across(NetkitPolicy peerPolicy, Body body) throws Exception {
    Kernel.require("6.7", "netkit");
    if (!Supports.libbpf(1, 3)) {
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(AttachNetkitSkel::openAndLoad)
          .withMessageContaining("the loaded libbpf does not know the program's section");
      return;
    }
    try (NetworkNamespace here = NetworkNamespace.create();
        NetworkNamespace there = NetworkNamespace.create();
        DatagramSocket socket = socket(here);
        DatagramSocket peersSocket = socket(there)) {
      DevicePair pair = here.connectByNetkit(there, peerPolicy);
      End primary = end(pair.near(), "10.0.0.1", socket);
      End peer = end(pair.far(), "10.0.0.2", peersSocket);
      here.run(
          () -> {
            try (AttachNetkitSkel skel = AttachNetkitSkel.openAndLoad()) {
              skel.bss().port(Network.PORT);
              body.run(skel, primary, peer);
            }
          });
    }
  }

  private static DatagramSocket socket(NetworkNamespace namespace) throws Exception {
    DatagramSocket socket = namespace.call(() -> new DatagramSocket(Network.PORT));
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static End end(NetworkDevice device, String address, DatagramSocket socket)
      throws IOException {
    device.address(address + "/24").up();
    return new End(device.index(), InetAddress.getByName(address), socket);
  }

  public void programsSeeWhatLeavesTheirEnd() throws Exception {
    across(
        NetkitPolicy.PASS,
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

  public void whatAProgramDropsDoesNotArriveWhileItIsAttached() throws Exception {
    across(
        NetkitPolicy.PASS,
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

  public void aProgramLetsPassWhatTheDeviceWouldDrop() throws Exception {
    across(
        NetkitPolicy.DROP,
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

  public void theFirstToDecideDecides() throws Exception {
    across(
        NetkitPolicy.PASS,
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

  public void anotherProgramTakesThePlace() throws Exception {
    across(
        NetkitPolicy.PASS,
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
