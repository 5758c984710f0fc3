package dev.bpfj.libbpf.ring;

import dev.bpfj.libbpf.internal.call.Lifetime;
import dev.bpfj.libbpf.internal.call.NativeMemory;
import dev.bpfj.libbpf.internal.memory.AddressSpace;
import dev.bpfj.libbpf.internal.ring.RecordSink;
import java.lang.invoke.MethodHandles;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/**
 * Walks over a ring's records: the hot loop.
 *
 * <p>A record is a header of 8 bytes, which begins with the record's length and two flags, and the
 * record's bytes, filled up to a multiple of 8. The data lies twice in memory, one behind the
 * other, so that no record is ever in two parts; and nor is all that is to be read at once, which
 * makes the walk a straight line.
 */
final class RingWalker implements Walker {
  private static final int BUSY = 1 << 31; // BPF_RINGBUF_BUSY_BIT: reserved, not yet submitted
  private static final int DISCARD = 1 << 30; // BPF_RINGBUF_DISCARD_BIT
  private static final int HEADER = 8; // BPF_RINGBUF_HDR_SZ
  private static final int CHUNK = 32 * 1024;

  @SuppressWarnings("UnusedVariable") // keeps the address mapped
  private final ByteBuffer consumer;

  private final long consumerAddress;
  private final long producerAddress;
  private final int data;
  private final int size;
  private final int chunk;
  private final RecordSink sink; // it keeps the producer's addresses mapped
  private final Lifetime lifetime;
  private final InnerLoop loop;
  private long at; // the address of the next record

  /**
   * Makes a walker.
   *
   * @param consumer the consumer's page, writable
   * @param producer the producer's page and, after it, the data, twice
   * @param size of the data once, in bytes
   * @param sink is given the records; it has the producer's buffer, too
   * @param lifetime when it ends, so does a walk
   */
  RingWalker(
      ByteBuffer consumer, ByteBuffer producer, int size, RecordSink sink, Lifetime lifetime) {
    this.consumer = consumer;
    this.consumerAddress = NativeMemory.get().getDirectBufferAddress(consumer);
    this.producerAddress = NativeMemory.get().getDirectBufferAddress(producer);
    this.data = producer.capacity() - 2 * size;
    this.size = size;
    this.chunk = Math.min(CHUNK, size / 8);
    this.sink = sink;
    this.lifetime = lifetime;
    this.loop = new InnerLoop(MethodHandles.lookup(), this);
  }

  /**
   * Hands over the records that are there now.
   *
   * @param limit how many at most
   * @return how many
   */
  @Override
  public int walk(int limit) {
    try {
      return walkMapped(limit);
    } finally {
      Reference.reachabilityFence(this); // whose buffers keep the addresses mapped
    }
  }

  private int walkMapped(int limit) {
    long position = AddressSpace.getLong(consumerAddress);
    // Acquire: the headers before this position are written. Pairs with the store-release of
    // __bpf_ringbuf_reserve.
    long produced = AddressSpace.getLong(producerAddress);
    check(position, produced);
    at = producerAddress + data + ((int) position & (size - 1));
    long end = at + (produced - position);
    int records = 0;
    while (at < end && records < limit && !lifetime.isClosed()) {
      long from = at;
      try {
        // Every record has a header, so these bytes are not more records than the limit.
        long most = Math.min(chunk, (long) HEADER * (limit - records));
        int handled = loop.walk(Math.min(end, from + most));
        if (handled < 0) {
          return records + ~handled; // the next one is still being written
        }
        records += handled;
      } finally {
        // Release: the records are read before the kernel may write over them, which asks for the
        // position by an acquire in __bpf_ringbuf_reserve. Once a chunk, not once a record: a store
        // that the producer's processor waits for costs more than the space is worth.
        if (at != from) {
          position += at - from;
          AddressSpace.putLong(consumerAddress, position);
        }
      }
      if (at > end) {
        throw nonsense("a record is longer than all that was produced");
      }
    }
    return records;
  }

  /**
   * The loop itself. What it needs is in local variables, since the fences would make it load
   * fields anew for each record; and the next header's address takes few operations, since nothing
   * can begin before it is known. Its one condition is the address: if it counted down to a limit,
   * C2 would make a counted loop of it, and have no registers left.
   *
   * @param stop the address at which to stop
   * @return how many records were handed over; the complement of that if the next one is busy
   */
  @SuppressWarnings("UnusedMethod") // called by the InnerLoop
  private int walkChunk(long stop) {
    RecordSink sink = this.sink;
    long record = at;
    int records = 0;
    while (record < stop) {
      // Acquire: the record is written when BUSY is gone. Pairs with bpf_ringbuf_commit's xchg.
      int length = AddressSpace.getInt(record);
      if ((length & (BUSY | DISCARD)) == 0) {
        long content = record + HEADER;
        record += (length + (HEADER + 7)) & -8;
        at = record; // before the handler, which may throw
        records++;
        sink.take(content, length);
      } else if ((length & BUSY) == 0) {
        record += ((length & ~DISCARD) + (HEADER + 7)) & -8;
        at = record;
      } else {
        return ~records;
      }
    }
    return records;
  }

  /** The consumer's page is writable by every process that has the map. */
  private void check(long position, long produced) {
    long available = produced - position;
    if (available < 0 || available > size || (position & 7) != 0) {
      throw nonsense(
          "the consumer's position makes no sense, so somebody else reads this ring too:"
              + " consumer="
              + position
              + ", producer="
              + produced
              + ", size="
              + size);
    }
  }

  private IllegalStateException nonsense(String what) {
    return new IllegalStateException(lifetime.subject() + ": " + what);
  }

  @Override
  public boolean isReady() {
    try {
      long position = AddressSpace.getLong(consumerAddress);
      long produced = AddressSpace.getLong(producerAddress);
      return position < produced
          && AddressSpace.getInt(producerAddress + data + ((int) position & (size - 1))) >= 0;
    } finally {
      Reference.reachabilityFence(this);
    }
  }
}
