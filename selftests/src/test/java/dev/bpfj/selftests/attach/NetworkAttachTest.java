package dev.bpfj.selftests.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.error.UnsupportedFeatureException;
import dev.bpfj.libbpf.fd.OpenFile;
import dev.bpfj.libbpf.hook.ByType;
import dev.bpfj.libbpf.hook.Cgroup;
import dev.bpfj.libbpf.hook.Netfilter;
import dev.bpfj.libbpf.hook.Netkit;
import dev.bpfj.libbpf.hook.Netns;
import dev.bpfj.libbpf.hook.Order;
import dev.bpfj.libbpf.hook.Sockmap;
import dev.bpfj.libbpf.hook.Tcx;
import dev.bpfj.libbpf.hook.Xdp;
import dev.bpfj.libbpf.hook.XdpMode;
import dev.bpfj.libbpf.program.AttachType;
import dev.bpfj.libbpf.program.ProgramType;
import dev.bpfj.progs.AttachNetSkel;
import dev.bpfj.progs.AttachNetfilterSkel;
import dev.bpfj.selftests.harness.ControlGroups;
import dev.bpfj.selftests.harness.Kernel;
import dev.bpfj.selftests.harness.Libbpf;
import dev.bpfj.selftests.harness.Loading;
import dev.bpfj.test.RequiresKernel;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.testng.annotations.Test;

/** Programs see the packets of what they are attached to, and none once their link is closed. */
@Test(groups = {"host", "vm"})
public final class NetworkAttachTest {
  private static final int EOPNOTSUPP = 95;
  private static final Path NAMESPACE = Path.of("/proc/thread-self/ns/net");

  private static AttachNetSkel load() {
    AttachNetSkel skel = AttachNetSkel.openAndLoad();
    skel.bss().port(Network.PORT);
    return skel;
  }

  /** That a count rises with each packet while a link is there, and does not afterwards. */
  private static void assertCounts(AutoCloseable link, LongSupplier count) throws Exception {
    long before = count.getAsLong();
    Network.send(3);
    assertThat(count.getAsLong() - before).isEqualTo(3);
    link.close();
    Network.send(3);
    assertThat(count.getAsLong() - before).isEqualTo(3);
  }

  public void xdp() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = load()) {
            BpfLink link = skel.progs().countFrames().attach(Xdp.on(Network.LOOPBACK));
            assertCounts(link, skel.bss()::xdpPackets);
          }
        });
  }

  public void xdpOnADeviceThatIsNamed() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = load()) {
            assertCounts(skel.progs().countFrames().attach(Xdp.on("lo")), skel.bss()::xdpPackets);
            assertThatExceptionOfType(BpfException.class)
                .isThrownBy(() -> skel.progs().countFrames().attach(Xdp.on("bpfj-none")))
                .withMessageStartingWith(
                    "program \"count_frames\": network device bpfj-none: if_nametoindex: -ENODEV");
          }
        });
  }

  public void xdpBehindTheDriver() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = load()) {
            BpfLink link =
                skel.progs().countFrames().attach(Xdp.on(Network.LOOPBACK).mode(XdpMode.SKB));
            assertThat(link.fd()).isPositive();
            assertCounts(link, skel.bss()::xdpPackets);
            assertThat(link.isClosed()).isTrue();
          }
        });
  }

  public void whatAProgramDropsDoesNotArrive() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = load()) {
            try (DatagramSocket receiver = new DatagramSocket(Network.PORT)) {
              try (BpfLink link = skel.progs().dropFrames().attach(Xdp.on(Network.LOOPBACK))) {
                assertThat(link.isClosed()).isFalse();
                Network.send(new byte[] {1});
              }
              Network.send(new byte[] {2});
              DatagramPacket arrived = new DatagramPacket(new byte[1], 1);
              receiver.receive(arrived);
              assertThat(arrived.getData()).containsExactly(2);
            }
          }
        });
  }

  public void xdpInADriverThatCannotIsRefused() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = load()) {
            assertThatExceptionOfType(BpfException.class)
                .isThrownBy(
                    () ->
                        skel.progs()
                            .countFrames()
                            .attach(Xdp.on(Network.LOOPBACK).mode(XdpMode.DRV)))
                .withMessageStartingWith(
                    "program \"count_frames\": bpf_link_create: -EOPNOTSUPP (95)")
                .satisfies(e -> assertThat(e.errno()).isEqualTo(EOPNOTSUPP));
          }
        });
  }

  public void tcxInTheOrderOfChoice() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = AttachNetSkel.open()) {
            BpfProgram first = skel.progs().classifyFirst();
            BpfProgram second = skel.progs().classifySecond();
            first.settings().expectedAttachType(AttachType.TCX_INGRESS);
            second.settings().expectedAttachType(AttachType.TCX_INGRESS);
            assertThat(first.settings().expectedAttachType()).isEqualTo(AttachType.TCX_INGRESS);
            if (Supports.kernel(6, 6)) {
              skel.load();
              assertTcx(skel, first, second);
            }
          }
        });
  }

  @RequiresKernel(value = "6.6", feature = "links of tc")
  public void tcxTellsThatAProgramHasNoDirection() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = load()) {
            assertThatExceptionOfType(BpfException.class)
                .isThrownBy(() -> skel.progs().classifyFirst().attach(Tcx.on(Network.LOOPBACK)))
                .withMessageContaining(
                    "Invalid argument; a program in the section tcx/ingress or tcx/egress has a"
                        + " direction, one in tc does not;");
          }
        });
  }

  private static void assertTcx(AttachNetSkel skel, BpfProgram first, BpfProgram second)
      throws Exception {
    skel.bss().port(Network.PORT);
    if (!Supports.libbpf(1, 3)) {
      assertThatExceptionOfType(UnsupportedFeatureException.class)
          .isThrownBy(() -> first.attach(Tcx.on(Network.LOOPBACK)))
          .withMessage(
              "program \"classify_first\": bpf_program__attach_tcx needs libbpf 1.3; "
                  + Libbpf.found());
      return;
    }
    BpfLink one = first.attach(Tcx.on(Network.LOOPBACK));
    BpfLink two = second.attach(Tcx.on(Network.LOOPBACK).order(Order.first()));
    Network.send(2);
    assertThat(skel.bss().sequence()).isEqualTo(2121);
    two.close();
    second.attach(Tcx.on(Network.LOOPBACK).order(Order.last()));
    Network.send(1);
    assertThat(skel.bss().sequence()).isEqualTo(212112);
    assertCounts(one, skel.bss()::firstPackets);
  }

  public void controlGroupByItsPath() throws Exception {
    try (AttachNetSkel skel = load()) {
      BpfLink link = skel.progs().countSent().attach(Cgroup.at(ControlGroups.root()));
      assertCounts(link, skel.bss()::groupPackets);
    }
  }

  public void controlGroup() throws Exception {
    Path root = ControlGroups.root();
    try (AttachNetSkel skel = load();
        OpenFile group = OpenFile.of(root)) {
      BpfLink link = skel.progs().countSent().attach(Cgroup.of(group));
      assertCounts(link, skel.bss()::groupPackets);
    }
  }

  public void controlGroupWithoutALink() throws Exception {
    Path root = ControlGroups.root();
    try (AttachNetSkel skel = load();
        OpenFile group = OpenFile.of(root)) {
      BpfLink link = skel.progs().countSent().attach(sentBy(group));
      assertThat(link.fd()).isEqualTo(-1);
      assertRefused(link::info);
      assertRefused(() -> link.pin(Path.of("/sys/fs/bpf/never")));
      assertRefused(() -> link.update(skel.progs().countSent()));
      assertRefused(link::detach);
      assertCounts(link, skel.bss()::groupPackets);
      link.close();
    }
  }

  private static ByType sentBy(OpenFile group) {
    return ByType.of(group, AttachType.CGROUP_INET_EGRESS).flags(ByType.ALLOW_MULTI);
  }

  private static void assertRefused(ThrowingCallable action) {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(action)
        .withMessage(
            "program \"count_sent\": link: bpf_prog_attach makes no link in the kernel; this one"
                + " can be closed only");
  }

  public void whatWasAttachedWithoutALinkGoesWithItsObject() throws Exception {
    Path root = ControlGroups.root();
    try (AttachNetSkel watcher = load();
        OpenFile group = OpenFile.of(root)) {
      BpfLink watching = watcher.progs().countSent().attach(Cgroup.of(group));
      AttachNetSkel skel = load();
      BpfProgram program = skel.progs().countSent();
      program.attach(sentBy(group));
      skel.close();
      assertCounts(watching, watcher.bss()::groupPackets);
    }
  }

  public void networkNamespaceByItsPath() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = load()) {
            BpfLink link = skel.progs().lookUp().attach(Netns.at(NAMESPACE));
            assertCounts(link, skel.bss()::lookups);
          }
        });
  }

  public void networkNamespace() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = load();
              OpenFile namespace = OpenFile.of(NAMESPACE)) {
            BpfLink link = skel.progs().lookUp().attach(Netns.of(namespace));
            assertCounts(link, skel.bss()::lookups);
          }
        });
  }

  public void netfilter() {
    Network.inItsOwn(
        () -> {
          if (!Supports.kernel(6, 4)) {
            assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> netfilterSkel());
            return;
          }
          try (AttachNetfilterSkel skel = netfilterSkel()) {
            Netfilter options = Netfilter.ipv4(Netfilter.LOCAL_OUT, 100);
            if (!Supports.libbpf(1, 3)) {
              assertThatExceptionOfType(UnsupportedFeatureException.class)
                  .isThrownBy(() -> skel.progs().accept().attach(options))
                  .withMessage(
                      "program \"accept\": bpf_program__attach_netfilter needs libbpf 1.3; "
                          + Libbpf.found());
              return;
            }
            BpfLink link = skel.progs().accept().attach(options);
            try (DatagramSocket receiver = new DatagramSocket(Network.PORT)) {
              assertThat(receiver.isBound()).isTrue(); // or the kernel would answer, over the hook
              assertCounts(link, skel.bss()::packets);
            }
          }
        });
  }

  private static AttachNetfilterSkel netfilterSkel() {
    return Loading.load(
        AttachNetfilterSkel.open(),
        skel -> {
          skel.progs().accept().settings().type(ProgramType.NETFILTER);
          skel.progs().accept().settings().expectedAttachType(AttachType.NETFILTER);
        });
  }

  public void netkitOfADeviceThatIsNoneIsRefused() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = load()) {
            assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> skel.progs().classifyFirst().attach(Netkit.on(Network.LOOPBACK)))
                .satisfies(NetworkAttachTest::assertNamesWhatIsMissing);
          }
        });
  }

  private static void assertNamesWhatIsMissing(RuntimeException e) {
    if (!Supports.libbpf(1, 3)) {
      assertThat(e)
          .hasMessage(
              "program \"classify_first\": bpf_program__attach_netkit needs libbpf 1.3; "
                  + Libbpf.found());
    } else if (!Supports.kernel(6, 7)) {
      assertThat(e)
          .hasMessageStartingWith(
              "program \"classify_first\": a netkit link needs Linux 6.7 with CONFIG_NETKIT; found=")
          .hasCauseInstanceOf(BpfException.class);
    } else {
      assertThat(e).hasMessageContaining("netkit");
    }
  }

  public void sockmapWithoutALink() throws Exception {
    try (AttachNetSkel skel = load();
        Sockets sockets = Sockets.connected()) {
      sockets.putInto(skel.maps().sockets().map().fd());
      BpfLink link =
          skel.progs()
              .judge()
              .attach(ByType.of(skel.maps().sockets().map(), AttachType.SK_MSG_VERDICT));
      sockets.putInto(skel.maps().sockets().map().fd());
      sockets.send();
      assertThat(skel.bss().messages()).isEqualTo(1);
      link.close();
      try (Sockets others = Sockets.connected()) { // those that are in it keep the program
        others.putInto(skel.maps().sockets().map().fd());
        others.send();
        assertThat(skel.bss().messages()).isEqualTo(1);
      }
    }
  }

  public void sockmap() throws Exception {
    try (AttachNetSkel skel = load();
        Sockets sockets = Sockets.connected()) {
      if (!Supports.libbpf(1, 5)) {
        assertThatExceptionOfType(UnsupportedFeatureException.class)
            .isThrownBy(() -> skel.progs().judge().attach(Sockmap.of(skel.maps().sockets().map())))
            .withMessage(
                "program \"judge\": bpf_program__attach_sockmap needs libbpf 1.5; "
                    + Libbpf.found());
        return;
      }
      Kernel.require("6.10", "links to sockmaps");
      BpfLink link = skel.progs().judge().attach(Sockmap.of(skel.maps().sockets().map()));
      sockets.putInto(skel.maps().sockets().map().fd());
      sockets.send();
      assertThat(skel.bss().messages()).isEqualTo(1);
      link.close();
    }
  }
}
