package dev.bpfj.kernelvm.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.kernelvm.wire.TestOutcome.Status;
import dev.bpfj.kernelvm.wire.TestOutcome.Thrown;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public final class FrameTest {
  private static final TestOutcome FAILED =
      new TestOutcome(
          "a.FooTest",
          "adds[1, \u00e4\ud83d\ude00](2)",
          Status.FAILED,
          Duration.ofNanos(1_234_567_890_123L),
          Optional.of(new Thrown("java.lang.AssertionError", "", "trace\n\tat x", true)));
  private static final TestOutcome PASSED =
      new TestOutcome("a.FooTest", "runs", Status.PASSED, Duration.ZERO, Optional.empty());

  /** Writes down what is said, a line each. */
  private static final class Listener implements GuestReports {
    final List<Object> heard = new ArrayList<>();

    @Override
    public void hello(String release, String java) {
      heard.add("hello " + release + " " + java);
    }

    @Override
    public void started(String className, String test) {
      heard.add("started " + className + " " + test);
    }

    @Override
    public void finished(TestOutcome outcome) {
      heard.add(outcome);
    }

    @Override
    public void printed(String className, String text) {
      heard.add("printed " + className + " " + text);
    }

    @Override
    public void alive(Duration uptime) {
      heard.add("alive " + uptime);
    }

    @Override
    public void end() {
      heard.add("end");
    }
  }

  private static byte[] conversation() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    FrameWriter writer = new FrameWriter(bytes);
    writer.hello("6.12.1", "17");
    writer.started("a.FooTest", "adds");
    writer.finished(FAILED);
    writer.finished(PASSED);
    writer.printed("a.FooTest", "line\r\n\0");
    writer.alive(Duration.ofMillis(5));
    writer.end();
    return bytes.toByteArray();
  }

  private static final List<Object> SAID =
      List.of(
          "hello 6.12.1 17",
          "started a.FooTest adds",
          FAILED,
          PASSED,
          "printed a.FooTest line\r\n\0",
          "alive PT0.005S",
          "end");

  @DataProvider
  Object[][] pieces() {
    return new Object[][] {{"one byte at a time", 1}, {"seven", 7}, {"all at once", 100_000}};
  }

  @Test(dataProvider = "pieces")
  public void hearsWhatWasSaidInPiecesOfAnySize(String name, int size) {
    byte[] stream = conversation();
    Listener listener = new Listener();
    FrameReader reader = new FrameReader(listener);
    for (int at = 0; at < stream.length; at += size) {
      byte[] piece = Arrays.copyOfRange(stream, at, Math.min(stream.length, at + size));
      reader.take(piece, piece.length);
    }
    assertThat(listener.heard).isEqualTo(SAID);
    assertThat(reader.incomplete()).isZero();
  }

  @Test
  public void nothingFollowsTheEnd() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    FrameWriter writer = new FrameWriter(bytes);
    writer.end();
    int length = bytes.size();
    writer.alive(Duration.ZERO);
    assertThat(bytes.size()).isEqualTo(length);
  }

  @Test
  public void everyChangedByteIsNoticed() {
    byte[] stream = conversation();
    for (int at = 0; at < stream.length; at++) {
      byte[] damaged = stream.clone();
      damaged[at] ^= 0x10;
      Listener listener = new Listener();
      FrameReader reader = new FrameReader(listener);
      try {
        reader.take(damaged, damaged.length);
        // A length that grew: the frame never becomes whole, and the end is never heard.
        assertThat(listener.heard).as("byte %d", at).doesNotContain("end");
        assertThat(reader.incomplete()).as("byte %d", at).isPositive();
      } catch (DamagedStreamException e) {
        assertThat(e).hasMessageStartingWith("result stream: offset ");
      }
    }
  }

  @Test
  public void missingFrameIsNoticed() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    FrameWriter writer = new FrameWriter(bytes);
    writer.alive(Duration.ZERO);
    int lost = bytes.size();
    writer.alive(Duration.ZERO);
    byte[] rest = Arrays.copyOfRange(bytes.toByteArray(), lost, bytes.size());
    FrameReader reader = new FrameReader(new Listener());
    assertThatThrownBy(() -> reader.take(rest, rest.length))
        .isInstanceOf(DamagedStreamException.class)
        .hasMessage(
            "result stream: offset 0: frame number differs: found=0x00000001, expected=0x00000000");
  }

  @Test
  public void textOfSomebodyElseIsNoticed() {
    FrameReader reader = new FrameReader(new Listener());
    byte[] text = "Kernel panic - not syncing".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> reader.take(text, text.length))
        .isInstanceOf(DamagedStreamException.class)
        .hasMessage(
            "result stream: offset 0: magic number differs: found=0x4b65726e, expected=0x4250464a");
  }

  @Test
  public void streamThatEndsWithinAFrameIsIncomplete() {
    byte[] stream = conversation();
    Listener listener = new Listener();
    FrameReader reader = new FrameReader(listener);
    reader.take(stream, stream.length - 1);
    assertThat(listener.heard).isEqualTo(SAID.subList(0, SAID.size() - 1));
    assertThat(reader.incomplete()).isEqualTo(16);
  }
}
