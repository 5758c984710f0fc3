package dev.bpfj.libbpf.ring;

import static dev.bpfj.libbpf.ring.Words.INT;
import static dev.bpfj.libbpf.ring.Words.LONG;

import dev.bpfj.libbpf.call.Lifetime;
import java.nio.ByteBuffer;

/**
 * Walks over a ring's records: the hot loop.
 *
 * <p>A record is a header of 8 bytes, which begins with the record's length and two flags, and the
 * record's bytes, filled up to a multiple of 8. The data lies twice in memory, one behind the
 * other, so that no record is ever in two parts; and nor is all that is to be read at once, which
 * makes the walk a straight line.
 */
final class RingWalker {
  private static final int BUSY = 1 << 31; // BPF_RINGBUF_BUSY_BIT: reserved, not yet submitted
  private static final int DISCARD = 1 << 30; // BPF_RINGBUF_DISCARD_BIT
  private static final int HEADER = 8; // BPF_RINGBUF_HDR_SZ
  private static final int CHUNK = 32 * 1024;

  private final ByteBuffer consumer;
  private final ByteBuffer producer;
  private final ByteBuffer shown;
  private final int data;
  private final int size;
  private final int chunk;
  private final RecordHandler handler;
  private final Lifetime lifetime;

  /**
   * Makes a walker.
   *
   * @param consumer the consumer's page, writable
   * @param producer the producer's page and, after it, the data, twice
   * @param size of the data once, in bytes
   * @param handler is given the records
   * @param lifetime when it ends, so does a walk
   */
  RingWalker(
      ByteBuffer consumer,
      ByteBuffer producer,
      int size,
      RecordHandler handler,
      Lifetime lifetime) {
    this.consumer = consumer;
    this.producer = producer;
    this.shown = producer.asReadOnlyBuffer().order(producer.order());
    this.data = producer.capacity() - 2 * size;
    this.size = size;
    this.chunk = Math.min(CHUNK, size / 8);
    this.handler = handler;
    this.lifetime = lifetime;
  }

  /**
   * Hands over the records that are there now.
   *
   * @param limit how many at most
   * @return how many
   */
  int walk(int limit) {
    long position = (long) LONG.getAcquire(consumer, 0);
    // Acquire: the headers before this position are written. Pairs with the store-release of
    // __bpf_ringbuf_reserve.
    long produced = (long) LONG.getAcquire(producer, 0);
    check(position, produced);
    int at = data + ((int) position & (size - 1));
    int end = at + (int) (produced - position);
    int from = at;
    int records = 0;
    while (at < end && records < limit && !lifetime.isClosed()) {
      int stop = Math.min(end, at + chunk);
      try {
        while (at < stop && records < limit) {
          // Acquire: the record is written when BUSY is gone. Pairs with bpf_ringbuf_commit's xchg.
          int length = (int) INT.getAcquire(producer, at);
          if ((length & BUSY) != 0) {
            return records;
          }
          int record = at + HEADER;
          at = record + (((length & ~DISCARD) + 7) & ~7); // before the handler, which may throw
          if ((length & DISCARD) == 0) {
            records++;
            handler.handle(shown, record, length);
          }
        }
      } finally {
        // Release: the records are read before the kernel may write over them, which asks for the
        // position by an acquire in __bpf_ringbuf_reserve. Once a chunk, not once a record: a store
        // that the producer's processor waits for costs more than the space is worth.
        if (at != from) {
          position += at - from;
          from = at;
          LONG.setRelease(consumer, 0, position);
        }
      }
    }
    return records;
  }

  /** The consumer's page can be written by everyone who has the map. */
  private void check(long position, long produced) {
    long available = produced - position;
    if (available < 0 || available > size || (position & 7) != 0) {
      throw new IllegalStateException(
          lifetime.subject()
              + ": the consumer's position makes no sense, so somebody else reads this ring too:"
              + " consumer="
              + position
              + ", producer="
              + produced
              + ", size="
              + size);
    }
  }

  /** Whether the next record, or what was discarded in its place, is there. */
  boolean isReady() {
    long position = (long) LONG.getAcquire(consumer, 0);
    long produced = (long) LONG.getAcquire(producer, 0);
    return position < produced
        && (int) INT.getAcquire(producer, data + ((int) position & (size - 1))) >= 0;
  }
}
