package dev.bpfj.libbpf.ring;

import static dev.bpfj.libbpf.ring.Words.INT;
import static dev.bpfj.libbpf.ring.Words.LONG;
import static dev.bpfj.libbpf.ring.Words.SHORT;

import dev.bpfj.libbpf.call.Lifetime;
import dev.bpfj.libbpf.memory.AddressRange;
import java.nio.ByteBuffer;

/**
 * Walks over the records of one processor: the hot loop.
 *
 * <p>A record is a header of 8 bytes, of which the first 4 are its type and the last 2 its size,
 * and what the type says; all a multiple of 8 bytes. Behind the data there is room for the longest
 * record: one that the end of the data cuts in two is made whole there.
 */
final class PerfWalker {
  /** The room behind the data: as much as a record's size can say. */
  static final int ROOM = 1 << 16;

  private static final int RECORD_SAMPLE = 9; // PERF_RECORD_SAMPLE
  private static final int RECORD_LOST = 2; // PERF_RECORD_LOST
  private static final int HEAD = 1024; // data_head of struct perf_event_mmap_page
  private static final int TAIL = 1032; // data_tail
  private static final int SIZE = 6; // in struct perf_event_header
  private static final int HEADER = 8;
  private static final int RAW = HEADER + 4; // after the u32 that is a sample's length
  private static final int LOST = 16; // after the u64 that is an event's number
  private static final int CHUNK = 32 * 1024;

  private final ByteBuffer memory;
  private final ByteBuffer shown;
  private final int page;
  private final int data;
  private final int size;
  private final int cpu;
  private final PerfHandler handler;
  private final LostHandler lostHandler;
  private final Lifetime lifetime;
  private volatile long lost;

  /**
   * Makes a walker.
   *
   * @param memory of all processors, writable
   * @param shown the same, read-only, for the handler
   * @param page where this processor's first page is in it; the data begins on the next one
   * @param size of the data in bytes, a power of two
   */
  PerfWalker(ByteBuffer memory, ByteBuffer shown, int page, int size, int cpu, PerfReader reader) {
    this.memory = memory;
    this.shown = shown;
    this.page = page;
    this.data = page + AddressRange.pageSize();
    this.size = size;
    this.cpu = cpu;
    this.handler = reader.handler();
    this.lostHandler = reader.lostHandler();
    this.lifetime = reader.lifetime();
  }

  /** Who reads, for all processors. */
  record PerfReader(PerfHandler handler, LostHandler lostHandler, Lifetime lifetime) {}

  int cpu() {
    return cpu;
  }

  long lost() {
    return lost;
  }

  boolean isReady() {
    return (long) LONG.getAcquire(memory, page + HEAD)
        != (long) LONG.getOpaque(memory, page + TAIL);
  }

  /**
   * Hands over the records that are there now.
   *
   * @param limit how many at most
   * @return how many
   */
  int walk(int limit) {
    // Acquire: the records before the head are written. Pairs with perf_output_put_handle's
    // smp_wmb.
    long head = (long) LONG.getAcquire(memory, page + HEAD);
    long tail = (long) LONG.getOpaque(memory, page + TAIL);
    check(tail, head);
    int chunk = Math.min(CHUNK, size / 8);
    int records = 0;
    while (tail < head && records < limit && !lifetime.isClosed()) {
      long stop = Math.min(head, tail + chunk);
      try {
        while (tail < stop && records < limit) {
          int at = data + ((int) tail & (size - 1));
          int length = (short) SHORT.get(memory, at + SIZE) & 0xffff;
          requireHeader(length);
          if (at + length > data + size) {
            makeWhole(at, length);
          }
          tail += length; // before the handler, which may throw
          int type = (int) INT.get(memory, at);
          if (type == RECORD_SAMPLE) {
            records++;
            handler.handle(cpu, shown, at + RAW, (int) INT.get(memory, at + HEADER));
          } else if (type == RECORD_LOST) {
            lose((long) LONG.get(memory, at + LOST));
          }
        }
      } finally {
        // Release: the records are read before the kernel may write over them, which it decides by
        // this position in __perf_output_begin. Once a chunk, not once a record.
        LONG.setRelease(memory, page + TAIL, tail);
      }
    }
    return records;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // by the thread that reads alone
  private void lose(long count) {
    lost += count;
    lostHandler.lost(cpu, count);
  }

  private void makeWhole(int at, int length) {
    int rest = at + length - (data + size);
    memory.put(data + size, memory, data, rest);
  }

  private void requireHeader(int length) {
    if (length < HEADER) {
      throw nonsense("a record is shorter than its header: size=" + length);
    }
  }

  private void check(long tail, long head) {
    if (head - tail < 0 || head - tail > size || (tail & 7) != 0) {
      throw nonsense("the positions make no sense: head=" + head + ", tail=" + tail);
    }
  }

  private IllegalStateException nonsense(String what) {
    return new IllegalStateException(lifetime.subject() + ": cpu " + cpu + ": " + what);
  }
}
