package dev.bpfj.selftests.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.StructOpsMap;
import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.hook.Uprobe;
import dev.bpfj.libbpf.hook.Xdp;
import dev.bpfj.libbpf.link.LinkDetails;
import dev.bpfj.libbpf.link.LinkInfo;
import dev.bpfj.libbpf.link.LinkType;
import dev.bpfj.libbpf.program.AttachType;
import dev.bpfj.libbpf.program.ProgramType;
import dev.bpfj.progs.AttachNetSkel;
import dev.bpfj.progs.AttachUprobesSkel;
import dev.bpfj.progs.LifeAttachSkel;
import dev.bpfj.test.RequiresKernel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.testng.annotations.Test;

/**
 * Links are asked, changed, pinned and opened; the packets and the kernel tell what came of it. Not
 * in the virtual machines: Linux 5.10 has neither cookies nor links of uprobes.
 */
@Test(groups = {"host", "vm"})
public final class LinkTest {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(300);
  private static final int EPERM = 1;
  private static final int ENOENT = 2;

  private static AttachNetSkel load() {
    AttachNetSkel skel = AttachNetSkel.openAndLoad();
    skel.bss().port(Network.PORT);
    return skel;
  }

  private static long packetsSeen(AttachNetSkel skel) {
    long before = skel.bss().xdpPackets();
    Network.send(2);
    return skel.bss().xdpPackets() - before;
  }

  private static void assertAgreesWithTheKernel(LinkInfo info, BpfLink link, BpfProgram program) {
    Map<String, String> kernel = FdInfo.of(link.fd());
    assertThat(info.id()).isEqualTo(Integer.parseInt(kernel.get("link_id")));
    assertThat(info.type()).hasToString(kernel.get("link_type"));
    assertThat(info.programId()).isEqualTo(Integer.parseInt(kernel.get("prog_id")));
    assertThat(info.programId()).isEqualTo(program.info().id());
    assertThat(link.id()).isEqualTo(info.id());
  }

  public void aLinkToADeviceSaysWhich() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = load()) {
            BpfProgram program = skel.progs().countFrames();
            BpfLink link = program.attach(Xdp.on(Network.LOOPBACK));
            LinkInfo info = link.info();
            assertThat(info.type()).isEqualTo(LinkType.XDP);
            assertThat(info.details()).isEqualTo(new LinkDetails.Xdp(Network.LOOPBACK));
            assertAgreesWithTheKernel(info, link, program);
          }
        });
  }

  public void aLinkToARawTracepointSaysItsName() {
    try (LifeAttachSkel skel = LifeAttachSkel.openAndLoad()) {
      BpfLink link = skel.progs().first().attach();
      assertThat(link.info().details()).isEqualTo(new LinkDetails.RawTracepoint("sys_enter", 0));
      assertAgreesWithTheKernel(link.info(), link, skel.progs().first());
    }
  }

  @RequiresKernel(value = "5.15", feature = "links of probes")
  public void aLinkToAPlaceInAFileSaysWhere() {
    try (AttachUprobesSkel skel = AttachUprobesSkel.open()) {
      skel.progs().entered().settings().autoload(true);
      skel.progs().entered().settings().type(ProgramType.KPROBE);
      skel.progs()
          .entered()
          .settings()
          .expectedAttachType(new AttachType(0)); // not that of its section
      skel.load();
      Uprobe options = Uprobe.function(Path.of("libc.so.6"), "labs").returning();
      BpfLink link = skel.progs().entered().attach(options);
      LinkDetails details = link.info().details();
      if (Supports.kernel(6, 6)) {
        assertThat(details)
            .isInstanceOfSatisfying(
                LinkDetails.Uprobe.class,
                uprobe -> {
                  assertThat(uprobe.file()).endsWith("/libc.so.6");
                  assertThat(uprobe.offset()).isPositive();
                  assertThat(uprobe.onReturn()).isTrue();
                });
      } else {
        assertThat(details).isEqualTo(new LinkDetails.None());
      }
      assertThat(link.info().type()).isEqualTo(LinkType.PERF_EVENT);
    }
  }

  /** libbpf would look for a struct_ops link's fields behind the end of another's. */
  public void aLinkThatIsNoStructOpsMapsTakesNoMap() {
    try (LifeAttachSkel skel = LifeAttachSkel.openAndLoad()) {
      BpfLink link = skel.progs().first().attach();
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> link.updateMap(StructOpsMap.of(skel.maps().bss())))
          .withMessage(
              "program \"first\": link: is no link of a struct_ops map of the same object");
      assertThat(link.info().details()).isEqualTo(new LinkDetails.RawTracepoint("sys_enter", 0));
    }
  }

  public void anotherProgramTakesThePlace() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = load()) {
            BpfLink link = skel.progs().countFrames().attach(Xdp.on(Network.LOOPBACK));
            assertThat(packetsSeen(skel)).isEqualTo(2);
            link.update(skel.progs().dropFrames());
            assertThat(packetsSeen(skel)).isZero();
            assertThat(link.info().programId()).isEqualTo(skel.progs().dropFrames().info().id());
            link.update(skel.progs().countFrames());
            assertThat(packetsSeen(skel)).isEqualTo(2);
          }
        });
  }

  public void anotherProgramTakesThePlaceOfTheExpectedOneOnly() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = load()) {
            BpfProgram count = skel.progs().countFrames();
            BpfProgram drop = skel.progs().dropFrames();
            BpfLink link = count.attach(Xdp.on(Network.LOOPBACK));
            assertThatExceptionOfType(BpfException.class)
                .isThrownBy(() -> link.update(drop, drop))
                .satisfies(e -> assertThat(e.errno()).isEqualTo(EPERM))
                .withMessageStartingWith(
                    "program \"count_frames\": link: bpf_link_update: -EPERM (1)");
            assertThat(packetsSeen(skel)).isEqualTo(2);
            link.update(drop, count);
            assertThat(packetsSeen(skel)).isZero();
          }
        });
  }

  public void aDetachedLinkIsStillThereToBeAsked() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = load()) {
            BpfLink link = skel.progs().countFrames().attach(Xdp.on(Network.LOOPBACK));
            link.detach();
            assertThat(packetsSeen(skel)).isZero();
            assertThat(link.isClosed()).isFalse();
            assertThat(link.info().details()).isEqualTo(new LinkDetails.Xdp(0));
          }
        });
  }

  public void aLinkThatCannotBeDetachedButByClosingSaysSo() {
    try (LifeAttachSkel skel = LifeAttachSkel.openAndLoad()) {
      BpfLink link = skel.progs().first().attach();
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(link::detach)
          .withMessage(
              "program \"first\": link: bpf_link__detach: -EOPNOTSUPP (95), Operation not supported;"
                  + " links of this type are detached by closing them");
    }
  }

  public void aPinnedLinkOutlivesItsClose() {
    Network.inItsOwn(
        () -> {
          Path name = BpfFileSystem.newName();
          try (AttachNetSkel skel = load()) {
            BpfLink link = skel.progs().countFrames().attach(Xdp.on(Network.LOOPBACK));
            int id = link.id();
            link.pin(name);
            assertThat(link.pinPath()).contains(name);
            link.close();
            assertThat(packetsSeen(skel)).isEqualTo(2);
            try (BpfLink pinned = BpfLink.ofPinned(name)) {
              assertThat(pinned.id()).isEqualTo(id);
              assertThat(pinned.pinPath()).contains(name);
              pinned.unpin();
              assertThat(pinned.pinPath()).isEmpty();
              assertThat(packetsSeen(skel)).isEqualTo(2);
            }
            awaitNoPackets(skel);
          } finally {
            BpfFileSystem.remove(name);
          }
        });
  }

  /** Older kernels let go of a name some time after its removal. */
  private static void awaitNoPackets(AttachNetSkel skel) {
    long deadline = System.nanoTime() + PATIENCE;
    long seen = packetsSeen(skel);
    while (seen != 0 && System.nanoTime() < deadline) {
      seen = packetsSeen(skel);
    }
    assertThat(seen).isZero();
  }

  public void aLinkIsPinnedOnceAndUnpinnedOnce() throws Exception {
    Path name = BpfFileSystem.newName();
    try (LifeAttachSkel skel = LifeAttachSkel.openAndLoad()) {
      BpfLink link = skel.progs().first().attach();
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(link::unpin)
          .withMessage("program \"first\": link: is not pinned");
      link.pin(name);
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> link.pin(Path.of(name + "-2")))
          .withMessage("program \"first\": link: is pinned already: path=" + name);
      link.unpin();
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> BpfLink.ofPinned(name))
          .satisfies(e -> assertThat(e.errno()).isEqualTo(ENOENT))
          .withMessageStartingWith(name + ": bpf_obj_get: -ENOENT (2), No such file or directory");
    } finally {
      BpfFileSystem.remove(name);
    }
  }

  public void whatIsPinnedElsewhereThanInABpfFileSystemIsToldWhere() {
    try (LifeAttachSkel skel = LifeAttachSkel.openAndLoad()) {
      BpfLink link = skel.progs().first().attach();
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> link.pin(Path.of("/tmp/bpfj-not-a-bpf-file-system")))
          .withMessage(
              "program \"first\": link at /tmp/bpfj-not-a-bpf-file-system: bpf_obj_pin: -EPERM (1),"
                  + " Operation not permitted; the path must be in a BPF file system: mount -t bpf"
                  + " bpf /sys/fs/bpf");
    }
  }

  public void whatIsPinnedAndNoLinkIsNotOpenedAsOne() throws Exception {
    Path name = BpfFileSystem.newName();
    try (LifeAttachSkel skel = LifeAttachSkel.openAndLoad()) {
      skel.progs().first().pin(name);
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> BpfLink.ofPinned(name))
          .withMessage(
              name
                  + ": what is pinned there is another kind of thing: found=anon_inode:bpf-prog,"
                  + " expected=anon_inode:bpf-link");
    } finally {
      BpfFileSystem.remove(name);
    }
  }

  public void aLinkIsOpenedByItsId() {
    try (LifeAttachSkel skel = LifeAttachSkel.openAndLoad()) {
      BpfLink link = skel.progs().first().attach();
      BpfLink again = BpfLink.ofId(link.id());
      assertThat(again.info()).isEqualTo(link.info());
      again.close();
      again.close();
      assertThat(again.isClosed()).isTrue();
      assertThatExceptionOfType(BpfClosedException.class)
          .isThrownBy(again::info)
          .withMessageMatching("link id \\d+: is closed");
      assertThat(link.info().type()).isEqualTo(LinkType.RAW_TRACEPOINT);
    }
  }
}
