package dev.bpfj.test.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A record that is reserved in a ring buffer, and not yet submitted.
 *
 * <p>Not thread-safe.
 */
public final class RingRecord {
  private final ProgramSide<RingContent> ring;
  private final long position;
  private final ByteBuffer buffer;
  private boolean ended;

  RingRecord(ProgramSide<RingContent> ring, long position, int size) {
    this.ring = ring;
    this.position = position;
    this.buffer = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
  }

  /**
   * What the record is to hold.
   *
   * @return its bytes, zeros at first, in the machine's order; a struct can be moved over them:
   *     {@code new Event().wrap(record.buffer(), 0)}
   */
  public ByteBuffer buffer() {
    return buffer;
  }

  /**
   * Lets the record be read ({@code bpf_ringbuf_submit}).
   *
   * @throws IllegalStateException if it was submitted or discarded before
   */
  public void submit() {
    end(false);
  }

  /**
   * Lets the record be passed over ({@code bpf_ringbuf_discard}).
   *
   * @throws IllegalStateException if it was submitted or discarded before
   */
  public void discard() {
    end(true);
  }

  private void end(boolean discard) {
    if (ended) {
      throw new IllegalStateException(ring + ": a record is submitted or discarded once");
    }
    byte[] bytes = new byte[buffer.capacity()];
    buffer.get(0, bytes);
    ring.call(
        content -> {
          content.commit(position, bytes, discard);
          return position;
        });
    ended = true;
  }
}
