package dev.bpfj.libbpf.ring;

import dev.bpfj.libbpf.internal.call.Lifetime;
import dev.bpfj.libbpf.internal.call.NativeMemory;
import dev.bpfj.libbpf.internal.memory.AddressRange;
import dev.bpfj.libbpf.internal.memory.AddressSpace;
import dev.bpfj.libbpf.internal.ring.RecordSink;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandles;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Walks over the records of one processor: the hot loop.
 *
 * <p>A record is a header of 8 bytes, of which the first 4 are its type and the last 2 its size,
 * and what the type says; all a multiple of 8 bytes. Behind the data there is room for the longest
 * record: one that the end of the data cuts in two is made whole there.
 */
final class PerfWalker implements CpuWalker {
  /** The room behind the data: as much as a record's size can say. */
  static final int ROOM = 1 << 16;

  private static final int RECORD_SAMPLE = 9; // PERF_RECORD_SAMPLE
  private static final int RECORD_LOST = 2; // PERF_RECORD_LOST
  private static final int HEAD = 1024; // data_head of struct perf_event_mmap_page
  private static final int TAIL = 1032; // data_tail
  private static final int HEADER = 8; // struct perf_event_header: type u32, misc u16, size u16
  private static final int RAW = 4; // after the u32 that is a sample's length
  private static final int LOST = 8; // after the u64 that is an event's number
  private static final int LONGEST = (1 << 16) - 8 - HEADER - RAW; // of a sample
  private static final int CHUNK = 32 * 1024;
  private static final boolean LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  private static final Logger LOGGER = System.getLogger("dev.bpfj.libbpf");

  private final ByteBuffer memory;
  private final long memoryAddress;
  private final long page;
  private final long data;
  private final int size;
  private final int cpu;
  private final PerfReader reader;
  private final Lifetime lifetime;
  private final InnerLoop loop;
  private long at; // the address of the next record
  private boolean unreadable; // what lies there is no record
  private volatile long lost;
  private volatile long malformed;

  /**
   * Makes a walker.
   *
   * @param place the processor's buffer
   * @param reader is given the records
   */
  PerfWalker(Place place, PerfReader reader) {
    this.memory = place.memory();
    this.memoryAddress = NativeMemory.get().getDirectBufferAddress(memory);
    this.page = memoryAddress + place.page();
    this.data = page + AddressRange.pageSize();
    this.size = place.size();
    this.cpu = place.cpu();
    this.reader = reader;
    this.lifetime = reader.lifetime();
    this.loop = new InnerLoop(MethodHandles.lookup(), this);
  }

  /**
   * A processor's buffer.
   *
   * @param memory of all processors, writable
   * @param page where this processor's first page is in it; the data begins on the next one
   * @param size of the data in bytes, a power of two
   * @param cpu the processor's number
   */
  record Place(ByteBuffer memory, int page, int size, int cpu) {}

  /**
   * Who reads.
   *
   * @param sink is given the records
   * @param lostHandler is called with the number of lost records
   * @param lifetime when it ends, so does a walk
   */
  record PerfReader(RecordSink sink, LostHandler lostHandler, Lifetime lifetime) {}

  @Override
  public int cpu() {
    return cpu;
  }

  @Override
  public long lost() {
    return lost;
  }

  @Override
  public long malformed() {
    return malformed;
  }

  @Override
  public boolean isReady() {
    try {
      return AddressSpace.getLong(page + HEAD) != AddressSpace.getLong(page + TAIL);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public int walk(int limit) {
    try {
      return walkMapped(limit);
    } finally {
      Reference.reachabilityFence(this); // whose buffers keep the addresses mapped
    }
  }

  private int walkMapped(int limit) {
    // Acquire: the records before the head are written. Pairs with perf_output_put_handle's
    // smp_wmb.
    long head = AddressSpace.getLong(page + HEAD);
    long tail = AddressSpace.getLong(page + TAIL);
    check(tail, head);
    int chunk = Math.min(CHUNK, size / 8);
    int records = 0;
    while (tail < head && records < limit && !lifetime.isClosed()) {
      int offset = (int) tail & (size - 1);
      long from = data + offset;
      at = from;
      try {
        // A record that begins before the end of the data is the last one before it.
        long there = Math.min(head - tail, size - offset);
        // Every record has a header, so these bytes are not more records than the limit.
        long most = Math.min(chunk, (long) HEADER * (limit - records));
        records += loop.walk(from + Math.min(there, most));
      } finally {
        // Release: the records are read before the kernel may write over them, which it decides by
        // this position in __perf_output_begin. Once a chunk, not once a record.
        tail = after(tail, at - from, head);
        AddressSpace.putLong(page + TAIL, tail);
      }
    }
    return records;
  }

  /**
   * Where to go on. After a header that is invalid, nothing says where the next record begins, so
   * all that was written is skipped.
   */
  private long after(long tail, long read, long head) {
    boolean beyond = unreadable || read > head - tail || (read & 7) != 0;
    unreadable = false;
    if (beyond) {
      refuse("what follows is no record");
    }
    return beyond ? head : tail + read;
  }

  /**
   * The loop itself; see {@link RingWalker} for its form.
   *
   * @param stop the address at which to stop
   * @return how many records were handed over
   */
  @SuppressWarnings("UnusedMethod") // called by the InnerLoop
  private int walkChunk(long stop) {
    RecordSink sink = reader.sink();
    long record = at;
    int records = 0;
    while (record < stop) {
      // Plain: the head was read by acquire, and the kernel writes no more before the tail moves
      // on.
      long header = AddressSpace.plainLong(record);
      long content = record + HEADER;
      int length = (int) (LITTLE_ENDIAN ? header >>> 48 : header & 0xffff);
      if (length < HEADER) {
        unreadable = true;
        return records;
      }
      record += length;
      if (record > stop) {
        makeWhole(record - length, length);
      }
      at = record; // before the handler, which may throw
      int type = (int) (LITTLE_ENDIAN ? header : header >>> 32);
      if (type == RECORD_SAMPLE) {
        int sample = length - (HEADER + RAW);
        // The u32 before the sample has its length too, in more than the header's 16 bits.
        long told = AddressSpace.plainLong(content);
        if ((int) (LITTLE_ENDIAN ? told : told >>> 32) == sample) {
          records++;
          sink.take(content + RAW, sample);
        } else {
          refuse("a sample of more than " + LONGEST + " bytes");
        }
      } else if (type == RECORD_LOST) {
        lose(AddressSpace.plainLong(content + LOST));
      }
    }
    return records;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // by the thread that reads alone
  private void lose(long count) {
    lost += count;
    reader.lostHandler().lost(cpu, count);
  }

  /**
   * Counts what is no valid record. The kernel also writes samples that are too long for the 16
   * bits of a header: it reserves as much as is left of the length, and writes beyond that.
   */
  @SuppressWarnings("NonAtomicVolatileUpdate") // by the thread that reads alone
  private void refuse(String what) {
    if (malformed++ == 0) {
      LOGGER.log(
          Level.WARNING,
          lifetime.subject()
              + ": cpu "
              + cpu
              + ": "
              + what
              + "; a sample in a perf buffer can have up to "
              + LONGEST
              + " bytes, and the kernel writes a longer one over its neighbours; write less at once,"
              + " or use a ring buffer; PerfBuffer.malformed() counts them");
    }
  }

  /** Copies the part that is at the beginning of the data to behind its end, if there is one. */
  private void makeWhole(long record, int length) {
    int end = (int) (data - memoryAddress) + size;
    int rest = (int) (record + length - memoryAddress) - end;
    if (rest > 0) {
      memory.put(end, memory, end - size, rest);
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
