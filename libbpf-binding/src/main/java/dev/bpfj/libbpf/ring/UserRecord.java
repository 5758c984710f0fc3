package dev.bpfj.libbpf.ring;

import dev.bpfj.libbpf.error.BpfClosedException;
import java.nio.ByteBuffer;

/**
 * Room for a record in a {@link UserRingBuffer}. It must be submitted or discarded, since it holds
 * up those behind it; {@link #close} does the latter if nothing was done. For one thread.
 */
public final class UserRecord implements AutoCloseable {
  final int header;
  final int size;
  private final UserRingBuffer ring;

  UserRecord(UserRingBuffer ring, int header, int size) {
    this.ring = ring;
    this.header = header;
    this.size = size;
  }

  /**
   * The record's bytes, to be written before it is submitted. They hold what was there before.
   *
   * @return a new direct buffer of the record's size, in the machine's byte order, at an address
   *     that is a multiple of 8. What is written to it after submitting may or may not be seen by
   *     programs; after the ring is closed it goes nowhere
   */
  public ByteBuffer buffer() {
    return ring.buffer(this);
  }

  /**
   * Gives the record to the programs ({@code user_ring_buffer__submit}).
   *
   * @throws BpfClosedException if the ring was closed meanwhile, which discarded it
   * @throws IllegalStateException if it was submitted or discarded before
   */
  public void submit() {
    end(false);
  }

  /**
   * Takes the record back; programs pass over it ({@code user_ring_buffer__discard}).
   *
   * @throws BpfClosedException if the ring was closed meanwhile, which discarded it
   * @throws IllegalStateException if it was submitted or discarded before
   */
  public void discard() {
    end(true);
  }

  private void end(boolean discard) {
    if (!ring.end(this, discard)) {
      throw ring.isClosed()
          ? ring.closed()
          : new IllegalStateException("a record of a user ring buffer: was submitted or discarded");
    }
  }

  /** Discards the record, unless it was submitted or discarded. */
  @Override
  public void close() {
    ring.end(this, true);
  }
}
