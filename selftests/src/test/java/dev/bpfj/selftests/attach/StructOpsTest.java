package dev.bpfj.selftests.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bpfj.libbpf.AttachReport;
import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.error.UnsupportedFeatureException;
import dev.bpfj.libbpf.link.LinkDetails;
import dev.bpfj.libbpf.link.LinkInfo;
import dev.bpfj.libbpf.link.LinkType;
import dev.bpfj.progs.AttachCongestionLinkSkel;
import dev.bpfj.progs.AttachCongestionSkel;
import dev.bpfj.selftests.harness.Kernel;
import dev.bpfj.selftests.harness.Libbpf;
import dev.bpfj.selftests.harness.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import org.testng.annotations.Test;

/**
 * Congestion controls written in BPF are registered with the kernel, and connections that name them
 * run their functions; once detached, the kernel knows them no more.
 */
@Test(groups = "vm")
public final class StructOpsTest {
  private static final Path AVAILABLE =
      Path.of("/proc/sys/net/ipv4/tcp_available_congestion_control");
  private static final String STEADY = "bpfj_steady";
  private static final String LINKED = "bpfj_linked";

  private static List<String> available() throws IOException {
    return List.of(Files.readString(AVAILABLE).trim().split(" "));
  }

  private static void assertRegistered(String name) throws IOException {
    assertThat(available()).contains(name);
  }

  private static void assertGone(String name) throws IOException {
    assertThat(available()).isNotEmpty().doesNotContain(name);
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> Sockets.connectedWith(name).close())
        .withMessage("setsockopt: errno 2");
  }

  /** That what is sent is acknowledged to the functions that count in a place. */
  private static void assertCounts(Sockets connection, LongSupplier acknowledgements) {
    long before = acknowledgements.getAsLong();
    connection.send();
    Trigger.until("what was sent is acknowledged", () -> acknowledgements.getAsLong() > before);
  }

  public void aMapIsRegisteredUntilItIsClosed() throws Exception {
    try (AttachCongestionSkel skel = AttachCongestionSkel.openAndLoad()) {
      assertGone(STEADY);
      BpfLink link = skel.maps().steady().attach();
      assertRegistered(STEADY);
      try (Sockets connection = Sockets.connectedWith(STEADY)) {
        assertThat(connection.congestionControl()).isEqualTo(STEADY);
        assertThat(skel.bss().connections()).isEqualTo(1);
        assertCounts(connection, skel.bss()::acknowledgements);
      }
      link.close();
      assertGone(STEADY);
      assertThat(skel.bss().connections()).isEqualTo(1);
    }
  }

  public void aMapIsRegisteredWithItsSkeleton() throws Exception {
    try (AttachCongestionSkel skel = AttachCongestionSkel.openAndLoad()) {
      AttachReport report = skel.attach();
      assertThat(report.attached()).containsExactly("steady");
      assertThat(report.skipped())
          .extracting(AttachReport.Entry::name)
          .containsExactly("begin", "threshold", "avoid", "undo");
      assertThat(skel.links().steady()).isPresent();
      assertRegistered(STEADY);
      try (Sockets connection = Sockets.connectedWith(STEADY)) {
        assertCounts(connection, skel.bss()::acknowledgements);
      }
      skel.detach();
      assertGone(STEADY);
    }
  }

  public void aMapThatIsLeftOutIsNotRegistered() throws Exception {
    try (AttachCongestionSkel skel = AttachCongestionSkel.open()) {
      skel.maps().steady().settings().autoattach(false);
      skel.load();
      assertThat(skel.attach().attached()).isEmpty();
      assertGone(STEADY);
    }
  }

  public void closingTheObjectTakesARegistrationBack() throws Exception {
    AttachCongestionSkel skel = AttachCongestionSkel.openAndLoad();
    try (skel) {
      skel.maps().steady().attach();
      assertRegistered(STEADY);
    }
    assertGone(STEADY);
  }

  public void aRegistrationWithoutALinkCanBeClosedOnly() throws Exception {
    try (AttachCongestionSkel skel = AttachCongestionSkel.openAndLoad()) {
      BpfLink link = skel.maps().steady().attach();
      assertThat(link.fd()).isEqualTo(-1);
      String message =
          "map \"steady\": link: the kernel has no link of a map of section \".struct_ops\", but of"
              + " one of \".struct_ops.link\", from Linux 6.4; this one can be closed only";
      assertThatIllegalStateException().isThrownBy(link::info).withMessage(message);
      assertThatIllegalStateException().isThrownBy(link::detach).withMessage(message);
      assertThatIllegalStateException()
          .isThrownBy(() -> link.pin(BpfFileSystem.newName()))
          .withMessage(message);
      assertThatIllegalStateException()
          .isThrownBy(() -> link.updateMap(skel.maps().steady()))
          .withMessage(message);
      assertRegistered(STEADY);
      link.close();
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> skel.maps().steady().attach())
          .withMessageStartingWith("map \"steady\": bpf_map__attach_struct_ops: -EBUSY (16)")
          .withMessageContaining("is registered once");
    }
  }

  /** What is done with two maps, of which the skeleton attaches the first. */
  private interface Body {
    void run(AttachCongestionLinkSkel skel) throws Exception;
  }

  private static void withLinks(Body body) throws Exception {
    Kernel.require("6.4", "links of struct_ops maps");
    if (!Supports.libbpf(1, 2)) {
      assertThatExceptionOfType(UnsupportedFeatureException.class)
          .isThrownBy(AttachCongestionLinkSkel::open)
          .withMessage(
              "object \"attach_congestion_link\": map \"first\" needs a libbpf that knows its"
                  + " section; "
                  + Libbpf.found());
      return;
    }
    try (AttachCongestionLinkSkel skel = AttachCongestionLinkSkel.open()) {
      skel.maps().second().settings().autoattach(false);
      skel.load();
      body.run(skel);
    }
  }

  public void aMapIsRegisteredByALink() throws Exception {
    withLinks(
        skel -> {
          BpfLink link = skel.maps().first().attach();
          LinkInfo info = link.info();
          assertThat(info.type()).isEqualTo(LinkType.STRUCT_OPS);
          assertThat(info.details())
              .isEqualTo(new LinkDetails.StructOps(skel.maps().first().info().id()));
          assertRegistered(LINKED);
          try (Sockets connection = Sockets.connectedWith(LINKED)) {
            assertThat(connection.congestionControl()).isEqualTo(LINKED);
            assertThat(skel.bss().firstConnections()).isEqualTo(1);
            assertCounts(connection, skel.bss()::firstAcknowledgements);
            link.close();
            assertGone(LINKED);
            assertCounts(connection, skel.bss()::firstAcknowledgements); // it keeps what it has
          }
          assertThat(skel.bss().firstConnections()).isEqualTo(1);
        });
  }

  public void aLinkedMapIsRegisteredWithItsSkeletonAndAgain() throws Exception {
    withLinks(
        skel -> {
          for (int time = 1; time <= 2; time++) {
            assertThat(skel.attach().attached()).containsExactly("first");
            assertRegistered(LINKED);
            try (Sockets connection = Sockets.connectedWith(LINKED)) {
              assertCounts(connection, skel.bss()::firstAcknowledgements);
            }
            assertThat(skel.bss().firstConnections()).isEqualTo(time);
            skel.detach();
            assertGone(LINKED);
          }
        });
  }

  public void anotherMapTakesThePlace() throws Exception {
    withLinks(
        skel -> {
          AttachCongestionLinkSkel.Bss bss = skel.bss();
          BpfLink link = skel.maps().first().attach();
          try (Sockets before = Sockets.connectedWith(LINKED)) {
            assertCounts(before, bss::firstAcknowledgements);
            link.updateMap(skel.maps().second());
            assertRegistered(LINKED);
            assertThat(link.info().details())
                .isEqualTo(new LinkDetails.StructOps(skel.maps().second().info().id()));
            try (Sockets after = Sockets.connectedWith(LINKED)) {
              assertCounts(after, bss::secondAcknowledgements);
              assertThat(bss.firstConnections()).isEqualTo(1);
              assertThat(bss.secondConnections()).isEqualTo(1);
              long second = bss.secondAcknowledgements();
              assertCounts(before, bss::firstAcknowledgements); // it keeps what it began with
              assertThat(bss.secondAcknowledgements()).isEqualTo(second);
            }
          }
          link.updateMap(skel.maps().first());
          try (Sockets again = Sockets.connectedWith(LINKED)) {
            assertCounts(again, bss::firstAcknowledgements);
          }
          assertThat(bss.firstConnections()).isEqualTo(2);
          assertThat(bss.secondConnections()).isEqualTo(1);
          link.close();
          assertGone(LINKED);
        });
  }
}
