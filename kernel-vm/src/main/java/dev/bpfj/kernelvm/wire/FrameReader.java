package dev.bpfj.kernelvm.wire;

import dev.bpfj.kernelvm.wire.TestOutcome.Status;
import dev.bpfj.kernelvm.wire.TestOutcome.Thrown;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Decodes a guest's bytes as they arrive, in pieces of any size, and delivers the reports. A
 * damaged or missing frame throws a {@link DamagedStreamException}, after which the reader cannot
 * be used.
 */
public final class FrameReader {
  private final GuestReports reports;
  private byte[] pending = new byte[0];
  private long offset;
  private int expected;

  /**
   * Reads for a receiver.
   *
   * @param reports told of every whole frame, in order
   */
  public FrameReader(GuestReports reports) {
    this.reports = reports;
  }

  /**
   * Takes the stream's next bytes and delivers the frames that they complete.
   *
   * @param bytes holds them
   * @param length how many there are, from the array's start
   * @throws DamagedStreamException if they are not a frame, or not the next one
   */
  public void take(byte[] bytes, int length) {
    int held = pending.length;
    pending = Arrays.copyOf(pending, held + length);
    System.arraycopy(bytes, 0, pending, held, length);
    int used = 0;
    while (true) {
      int next = deliver(used);
      if (next == used) {
        break;
      }
      used = next;
    }
    pending = Arrays.copyOfRange(pending, used, pending.length);
    offset += used;
  }

  /**
   * Bytes of a frame that has not wholly arrived.
   *
   * @return their number; 0 between frames
   */
  public int incomplete() {
    return pending.length;
  }

  // The position after the frame at `start`, or `start` while it is not whole.
  private int deliver(int start) {
    int available = pending.length - start;
    if (available < FrameFormat.HEADER_BYTES) {
      return start;
    }
    ByteBuffer header = ByteBuffer.wrap(pending, start, FrameFormat.HEADER_BYTES);
    check(start, "magic number", header.getInt(), FrameFormat.MAGIC);
    int number = header.getInt();
    byte kind = header.get();
    int length = header.getInt();
    if (length < 0 || length > FrameFormat.MAX_PAYLOAD_BYTES) {
      throw new DamagedStreamException(
          offset + start, "frame's length is absurd: length=" + length);
    }
    if (available - FrameFormat.HEADER_BYTES - FrameFormat.TRAILER_BYTES < length) {
      return start;
    }
    int end = start + FrameFormat.HEADER_BYTES + length;
    int sum = FrameFormat.checksum(pending, start + 4, end - start - 4);
    check(start, "checksum", sum, ByteBuffer.wrap(pending, end, 4).getInt());
    check(start, "frame number", number, expected);
    expected++;
    ByteBuffer payload = ByteBuffer.wrap(pending, start + FrameFormat.HEADER_BYTES, length);
    try {
      dispatch(start, kind, payload);
    } catch (BufferUnderflowException e) {
      throw new DamagedStreamException(offset + start, "payload is short: kind=" + kind);
    }
    return end + FrameFormat.TRAILER_BYTES;
  }

  private void check(int start, String what, int found, int wanted) {
    if (found != wanted) {
      throw new DamagedStreamException(
          offset + start,
          String.format("%s differs: found=0x%08x, expected=0x%08x", what, found, wanted));
    }
  }

  private void dispatch(int start, byte kind, ByteBuffer payload) {
    switch (kind) {
      case FrameFormat.HELLO -> reports.hello(text(payload), text(payload));
      case FrameFormat.STARTED -> reports.started(text(payload), text(payload));
      case FrameFormat.FINISHED -> reports.finished(outcome(payload));
      case FrameFormat.PRINTED -> reports.printed(text(payload), text(payload));
      case FrameFormat.ALIVE -> reports.alive(Duration.ofNanos(payload.getLong()));
      case FrameFormat.END -> reports.end();
      default ->
          throw new DamagedStreamException(offset + start, "no such kind of frame: kind=" + kind);
    }
  }

  private static TestOutcome outcome(ByteBuffer payload) {
    return new TestOutcome(
        text(payload),
        text(payload),
        Status.valueOf(text(payload)),
        Duration.ofNanos(payload.getLong()),
        flag(payload)
            ? Optional.of(new Thrown(text(payload), text(payload), text(payload), flag(payload)))
            : Optional.empty());
  }

  private static boolean flag(ByteBuffer payload) {
    return payload.get() != 0;
  }

  private static String text(ByteBuffer payload) {
    int length = payload.getInt();
    if (length < 0 || length > payload.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    payload.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
