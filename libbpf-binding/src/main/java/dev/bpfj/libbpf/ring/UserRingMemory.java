package dev.bpfj.libbpf.ring;

import static dev.bpfj.libbpf.ring.WordHandles.INT;
import static dev.bpfj.libbpf.ring.WordHandles.LONG;

import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.memory.AddressRange;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The pages of a user ring buffer: the consumer's, which is the kernel's to write, and the
 * producer's with the data behind it, twice. The kernel believes nothing of what it finds there
 * ({@code __bpf_user_ringbuf_peek}).
 */
final class UserRingMemory {
  private static final int BUSY = 1 << 31; // BPF_RINGBUF_BUSY_BIT
  private static final int DISCARD = 1 << 30; // BPF_RINGBUF_DISCARD_BIT
  private static final int HEADER = 8; // BPF_RINGBUF_HDR_SZ

  private final String subject;
  private final int size;
  private final int page = AddressRange.pageSize();
  private final AddressRange consumerPage;
  private final AddressRange producerPages;
  private final ByteBuffer consumer;
  private final ByteBuffer producer;

  UserRingMemory(Kernel kernel, String subject, int fd, int size) {
    this.subject = subject;
    this.size = size;
    consumerPage = AddressRange.map(kernel, subject, fd, 0, page, false);
    try {
      producerPages = AddressRange.map(kernel, subject, fd, page, page + 2L * size, true);
    } catch (RuntimeException | Error e) {
      consumerPage.letGo();
      throw e;
    }
    consumer = consumerPage.buffer().asReadOnlyBuffer().order(ByteOrder.nativeOrder());
    producer = producerPages.buffer();
  }

  int size() {
    return size;
  }

  void requireFitting(int length) {
    if (length < 0 || length > size - HEADER) {
      throw new IllegalArgumentException(
          subject
              + ": no record can be so large: size="
              + length
              + ", limit="
              + (size - HEADER)
              + " (the ring without a header)");
    }
  }

  private static int room(int length) {
    return (HEADER + length + 7) & ~7;
  }

  long pending() {
    // The consumer first: read later, it might have passed the producer's older position.
    long consumed = consumed();
    return (long) LONG.getAcquire(producer, 0) - consumed;
  }

  /**
   * Acquire: the kernel has read what is before it. Pairs with __bpf_user_ringbuf_sample_release.
   */
  private long consumed() {
    return (long) LONG.getAcquire(consumer, 0);
  }

  boolean hasRoom(int length) {
    return size - pending() >= room(length);
  }

  /** Takes room that there is; gives the place of the record's header. By one thread at a time. */
  int reserve(int length) {
    long position = (long) LONG.getOpaque(producer, 0);
    int header = page + (int) (position & (size - 1));
    INT.set(producer, header, length | BUSY);
    INT.set(producer, header + 4, 0);
    // Release: the header is there before the position says so. Pairs with the load-acquire of
    // __bpf_user_ringbuf_peek.
    LONG.setRelease(producer, 0, position + room(length));
    return header;
  }

  void commit(int header, int length, boolean discard) {
    // Release: the content is there before BUSY is gone. Pairs with the load-acquire of the header
    // in __bpf_user_ringbuf_peek.
    INT.setRelease(producer, header, discard ? length | DISCARD : length);
  }

  ByteBuffer buffer(int header, int length) {
    return producer.slice(header + HEADER, length).order(ByteOrder.nativeOrder());
  }

  void release() {
    consumerPage.letGo();
    producerPages.letGo();
  }
}
