package dev.bpfj.selftests.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.BpfObject;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.error.VerifierRejectedException;
import dev.bpfj.libbpf.hook.Tracepoint;
import dev.bpfj.libbpf.hook.Uprobe;
import dev.bpfj.libbpf.hook.Xdp;
import dev.bpfj.progs.AttachNetSkel;
import dev.bpfj.progs.LifeRejectedSkel;
import dev.bpfj.progs.LifeTooLongSkel;
import dev.bpfj.selftests.harness.ChildJvm;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.testng.annotations.Test;

/** What exceptions say, and what is said of objects that nobody closes. */
@Test(groups = "host", singleThreaded = true)
public final class ErrorTest {
  private static final Logger LOGGER = Logger.getLogger("dev.bpfj.libbpf");

  /** Before Linux 6.8 the log has no file and line; the object has. */
  @Test(groups = {"host", "vm"})
  public void aRejectionTellsTheLineOfC() {
    try (LifeRejectedSkel skel = LifeRejectedSkel.open()) {
      assertThatExceptionOfType(VerifierRejectedException.class)
          .isThrownBy(skel::load)
          .satisfies(
              e -> {
                assertThat(e.sourceFile()).contains("life_rejected.bpf.c");
                assertThat(e.sourceLine()).hasValue(21);
                assertThat(e.sourceText()).contains("return *number;");
                assertThat(e.verdict()).isEqualTo("R0 invalid mem access 'map_value_or_null'");
                assertThat(e.getMessage())
                    .contains("\n  ; return *number; @ life_rejected.bpf.c:21\n");
                assertThat(e.getStackTrace()[0])
                    .hasToString("bpf." + e.program() + "(life_rejected.bpf.c:21)");
              });
    }
  }

  public void aLongLogIsWhole() {
    try (LifeTooLongSkel skel = LifeTooLongSkel.open()) {
      assertThatExceptionOfType(VerifierRejectedException.class)
          .isThrownBy(skel::load)
          .satisfies(
              e -> {
                assertThat(e.log()).hasSizeGreaterThan(100_000);
                assertThat(e.log()).contains("\n0: ").contains("processed ");
                assertThat(e.getMessage().length()).isLessThan(2000);
                assertThat(e.sourceFile()).contains("life_too_long.bpf.c");
                assertThat(e.verdict()).contains("invalid mem access");
              });
    }
  }

  public void aDeviceThatHasAProgramIsToldToBeBusy() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = AttachNetSkel.openAndLoad()) {
            skel.progs().countFrames().attach(Xdp.on(Network.LOOPBACK));
            assertThatExceptionOfType(BpfException.class)
                .isThrownBy(() -> skel.progs().dropFrames().attach(Xdp.on(Network.LOOPBACK)))
                .withMessageStartingWith(
                    "program \"drop_frames\": bpf_program__attach_xdp: -EBUSY (16), Device or"
                        + " resource busy; the device has an XDP program already; ip link shows"
                        + " it");
          }
        });
  }

  public void aTracepointThatIsNotThereIsToldWhereToLook() {
    try (AttachNetSkel skel = AttachNetSkel.openAndLoad()) {
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> skel.progs().countFrames().attach(Tracepoint.of("bpfj", "nothing")))
          .withMessageStartingWith(
              "program \"count_frames\": bpf_program__attach_tracepoint_opts: -ENOENT (2), No such"
                  + " file or directory; the kernel has no such tracepoint, or tracefs is not"
                  + " mounted: mount -t tracefs none /sys/kernel/tracing");
    }
  }

  public void aLibraryThatIsNotThereIsToldToNeedAPath() {
    try (AttachNetSkel skel = AttachNetSkel.openAndLoad()) {
      Uprobe options = Uprobe.function(Path.of("libbpfj-nowhere.so"), "f");
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> skel.progs().countFrames().attach(options))
          .withMessageContaining(
              "; there is no file libbpfj-nowhere.so where libraries and programs are looked for; give"
                  + " its path\n");
    }
  }

  public void anObjectThatNobodyClosesIsReportedOnRequest() throws Exception {
    assertThat(ChildJvm.run(Forgetful.class, "-Ddev.bpfj.libbpf.trackUnclosed=true"))
        .isEqualTo(
            "object \"bpf_object\": was never closed; what it has of memory, programs and maps is"
                + " lost until this process ends, opened in forget\n");
    assertThat(ChildJvm.run(Forgetful.class)).isEmpty();
  }

  /** Closes one object and forgets another. In a JVM of its own, since that loses descriptors. */
  static final class Forgetful extends Handler {
    private volatile boolean told;

    public static void main(String[] args) throws InterruptedException {
      Forgetful handler = new Forgetful();
      LOGGER.setUseParentHandlers(false);
      LOGGER.addHandler(handler);
      BpfObject.open(AttachNetSkel.elfBytes()).close();
      WeakReference<BpfObject> forgotten = forget();
      for (int i = 0; i < 200 && !handler.told && forgotten.get() != null; i++) {
        System.gc();
        Thread.sleep(20);
      }
      for (int i = 0; i < 50 && !handler.told; i++) {
        Thread.sleep(20); // the cleaner's thread comes after the collector
      }
    }

    private static WeakReference<BpfObject> forget() {
      return new WeakReference<>(BpfObject.open(AttachNetSkel.elfBytes()));
    }

    @Override
    public void publish(LogRecord record) {
      boolean here =
          Stream.of(record.getThrown().getStackTrace())
              .anyMatch(frame -> frame.getMethodName().equals("forget"));
      System.out.println(record.getMessage() + ", opened in " + (here ? "forget" : "nowhere"));
      told = true;
    }

    @Override
    public void flush() {
      // nothing is held back
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
