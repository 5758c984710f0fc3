package dev.bpfj.kernelvm.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Writes a guest's reports as frames. Every frame is flushed at once, so that with a stream whose
 * {@code flush} waits for transmission, the reports before a panic have left the guest. If the
 * stream cannot be written to, the guest ends with an {@link UncheckedIOException}.
 */
public final class FrameWriter implements GuestReports {
  private final OutputStream out;
  private int sent;
  private boolean ended;
  private long reported = System.nanoTime();

  /**
   * Writes to a stream.
   *
   * @param out where frames go; not closed
   */
  public FrameWriter(OutputStream out) {
    this.out = out;
  }

  @Override
  public void hello(String release, String java) {
    send(
        FrameFormat.HELLO,
        payload -> {
          text(payload, release);
          text(payload, java);
        });
  }

  @Override
  public void started(String className, String test) {
    send(
        FrameFormat.STARTED,
        payload -> {
          text(payload, className);
          text(payload, test);
        });
  }

  @Override
  public void finished(TestOutcome outcome) {
    send(
        FrameFormat.FINISHED,
        payload -> {
          text(payload, outcome.className());
          text(payload, outcome.name());
          text(payload, outcome.status().name());
          payload.writeLong(outcome.time().toNanos());
          payload.writeBoolean(outcome.thrown().isPresent());
          if (outcome.thrown().isPresent()) {
            TestOutcome.Thrown thrown = outcome.thrown().get();
            text(payload, thrown.type());
            text(payload, thrown.message());
            text(payload, thrown.trace());
            payload.writeBoolean(thrown.assertion());
          }
        });
  }

  @Override
  public void printed(String className, String text) {
    send(
        FrameFormat.PRINTED,
        payload -> {
          text(payload, className);
          text(payload, text);
        });
  }

  @Override
  public void alive(Duration uptime) {
    send(FrameFormat.ALIVE, payload -> payload.writeLong(uptime.toNanos()));
  }

  @Override
  public synchronized void end() {
    send(FrameFormat.END, payload -> {});
    // A thread that did not hear of the end may go on; the host must not hear it.
    ended = true;
  }

  /**
   * The time since the last report; heartbeats do not count.
   *
   * @return time since the last test that started or ended
   */
  public synchronized Duration silence() {
    return Duration.ofNanos(System.nanoTime() - reported);
  }

  private interface Payload {
    void writeTo(DataOutputStream out) throws IOException;
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private synchronized void send(byte kind, Payload payload) {
    if (ended) {
      return;
    }
    if (kind != FrameFormat.ALIVE) {
      reported = System.nanoTime();
    }
    try {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      payload.writeTo(new DataOutputStream(body));
      out.write(frame(kind, body.toByteArray()));
      out.flush();
      sent++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] frame(byte kind, byte[] body) {
    ByteBuffer frame =
        ByteBuffer.allocate(FrameFormat.HEADER_BYTES + body.length + FrameFormat.TRAILER_BYTES);
    frame.putInt(FrameFormat.MAGIC).putInt(sent).put(kind).putInt(body.length).put(body);
    frame.putInt(FrameFormat.checksum(frame.array(), 4, frame.position() - 4));
    return frame.array();
  }
}
