package dev.bpfj.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.libbpf.error.VerifierRejectedException;
import dev.bpfj.libbpf.ring.PerfBuffer;
import dev.bpfj.libbpf.ring.PerfBufferOptions;
import dev.bpfj.progs.LifeRejectedSkel;
import dev.bpfj.progs.MinimalSkel;
import dev.bpfj.progs.RingPerfSkel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.testng.annotations.Test;

/** A recording has what happened while it ran. */
public final class BpfFlightRecorderTest {

  private interface Body {
    void run() throws Exception;
  }

  /** The events of a recording that runs meanwhile, as a reader of its file sees them. */
  private static List<RecordedEvent> recorded(String name, Body body) throws Exception {
    BpfFlightRecorder.start();
    Path file = Files.createTempFile("bpfj", ".jfr");
    try (Recording recording = new Recording()) {
      recording.start();
      body.run();
      recording.stop();
      recording.dump(file);
      return RecordingFile.readAllEvents(file).stream()
          .filter(event -> event.getEventType().getName().equals(name))
          .toList();
    } finally {
      Files.delete(file);
    }
  }

  @Test
  public void aLoadIsRecordedWithItsTime() throws Exception {
    List<RecordedEvent> events = recorded("dev.bpfj.Load", () -> MinimalSkel.openAndLoad().close());
    assertThat(events).hasSize(1);
    RecordedEvent event = events.get(0);
    assertThat(event.getString("object")).isEqualTo("minimal");
    assertThat(event.getInt("programs")).isEqualTo(1);
    assertThat(event.getInt("maps")).isEqualTo(1);
    assertThat(event.getString("failure")).isEmpty();
    assertThat(event.getDuration()).isPositive();
  }

  @Test
  public void aLoadThatFailsIsRecordedWithTheReason() throws Exception {
    List<RecordedEvent> events =
        recorded(
            "dev.bpfj.Load",
            () -> {
              try (LifeRejectedSkel skel = LifeRejectedSkel.open()) {
                assertThatExceptionOfType(VerifierRejectedException.class).isThrownBy(skel::load);
              }
            });
    assertThat(events).hasSize(1);
    assertThat(events.get(0).getString("object")).isEqualTo("life_rejected");
    assertThat(events.get(0).getString("failure"))
        .startsWith("dev.bpfj.libbpf.error.VerifierRejectedException: program \"reads_blindly\"");
  }

  @Test
  public void anAttachmentIsRecorded() throws Exception {
    int[] link = new int[1];
    List<RecordedEvent> events =
        recorded(
            "dev.bpfj.Attach",
            () -> {
              try (MinimalSkel skel = MinimalSkel.openAndLoad()) {
                skel.attach();
                link[0] = skel.links().answer().orElseThrow().id();
              }
            });
    assertThat(events).hasSize(1);
    assertThat(events.get(0).getString("program")).isEqualTo("answer");
    assertThat(events.get(0).getString("hook")).isEqualTo("raw_tp/sys_enter");
    assertThat(events.get(0).getLong("link")).isEqualTo(link[0]);
    assertThat(events.get(0).getString("failure")).isEmpty();
  }

  @Test
  public void lostRecordsAreRecorded() throws Exception {
    List<RecordedEvent> events =
        recorded(
            "dev.bpfj.Lost",
            () -> {
              try (RingPerfSkel skel = RingPerfSkel.openAndLoad();
                  PerfBuffer perf =
                      PerfBuffer.open(
                          skel.maps().perfEvents(),
                          PerfBufferOptions.defaults().pages(1).cpus(0),
                          (buffer, offset, length) -> {})) {
                write(skel, 128);
                perf.poll(Duration.ZERO);
                write(skel, 1);
                perf.poll(Duration.ZERO);
              }
            });
    assertThat(events).hasSize(1);
    assertThat(events.get(0).getString("map")).isEqualTo("perf_events");
    assertThat(events.get(0).getInt("cpu")).isZero();
    assertThat(events.get(0).getLong("records")).isEqualTo(26);
  }

  private static void write(RingPerfSkel skel, int count) {
    skel.bss().batch(count);
    BpfProgram program = skel.progs().writeEvents();
    program.testRun(TestRunOptions.none().flags(TestRunOptions.ON_CPU).cpu(0));
  }
}
