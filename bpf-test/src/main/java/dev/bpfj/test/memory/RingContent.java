package dev.bpfj.test.memory;

import dev.bpfj.libbpf.internal.call.NativeMemory;
import dev.bpfj.libbpf.internal.memory.AddressSpace;
import org.jspecify.annotations.Nullable;

/**
 * A ring of records: {@code BPF_MAP_TYPE_RINGBUF} and {@code USER_RINGBUF}. Its pages are those of
 * the kernel: the consumer's position, the producer's, and the data, twice. The kernel maps the
 * same pages at both places; here a record is written to both.
 */
final class RingContent extends MapContent {
  static final int HEADER = 8; // BPF_RINGBUF_HDR_SZ
  static final int BUSY = 1 << 31; // BPF_RINGBUF_BUSY_BIT
  static final int DISCARD = 1 << 30; // BPF_RINGBUF_DISCARD_BIT

  private final int page = NativeMemory.get().pageSize();
  private final int size;
  private final MappedPart consumer;
  private final MappedPart producer;
  private final Readiness readiness;

  /**
   * Makes an empty ring.
   *
   * @param size of the data in bytes, a power of two
   * @param hasRoom whether it is ready when there is room, and not when there is a record
   */
  RingContent(int size, boolean hasRoom) {
    this.size = size;
    this.consumer = new MappedPart(page);
    this.producer = new MappedPart(page + 2L * size);
    this.readiness = new Readiness(() -> hasRoom || consumed() != produced());
  }

  @Override
  @Nullable MappedPart part(long offset) {
    if (offset == 0) {
      return consumer;
    }
    return offset == page ? producer : null;
  }

  /** What waits for it. */
  Readiness readiness() {
    return readiness;
  }

  long consumed() {
    return AddressSpace.getLong(consumer.address());
  }

  long produced() {
    return AddressSpace.getLong(producer.address());
  }

  private long header(long position) {
    return producer.address() + page + (position & (size - 1));
  }

  static int room(int length) {
    return (HEADER + length + 7) & ~7;
  }

  /**
   * Reserves a record, as __bpf_ringbuf_reserve of the kernel.
   *
   * @return its position, or -1 if the ring is full
   */
  long reserve(int length) {
    long position = produced();
    if (length < 0 || position + room(length) - consumed() > size - 1) {
      return -1;
    }
    put(position, new byte[length], length | BUSY);
    AddressSpace.putLong(producer.address(), position + room(length));
    return position;
  }

  /** Fills a reserved record, and lets it be read or passed over. */
  void commit(long position, byte[] record, boolean discard) {
    put(position, record, discard ? record.length | DISCARD : record.length);
    readiness.signal();
  }

  /**
   * Writes a record to where it may be read. A reader goes on in a straight line from where it
   * began, so that it finds a record of the next round in the second copy of the data.
   */
  private void put(long position, byte[] record, int header) {
    long first = header(position);
    long end = producer.address() + page + 2L * size;
    for (long at = first; at < end; at += size) {
      int fitting = (int) Math.min(record.length, Math.max(0, end - at - HEADER));
      NativeMemory.get().putByteArray(at + HEADER, record, 0, fitting);
      AddressSpace.putInt(at + Integer.BYTES, 0);
      AddressSpace.putInt(at, header); // the last: it says whether the record can be read
    }
  }

  /** The next record that a user has put in, or null; as __bpf_user_ringbuf_peek of the kernel. */
  byte @Nullable [] take() {
    while (true) {
      long position = consumed();
      if (position == produced()) {
        return null;
      }
      long header = header(position);
      int length = AddressSpace.getInt(header);
      if ((length & BUSY) != 0) {
        return null;
      }
      boolean isDiscarded = (length & DISCARD) != 0;
      byte[] record = new byte[length & ~DISCARD];
      NativeMemory.get().getByteArray(header + HEADER, record, 0, record.length);
      AddressSpace.putLong(consumer.address(), position + room(record.length));
      readiness.signal();
      if (!isDiscarded) {
        return record;
      }
    }
  }
}
