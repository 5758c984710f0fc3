package dev.bpfj.test.memory;

import dev.bpfj.libbpf.internal.call.NativeMemory;
import dev.bpfj.libbpf.internal.memory.AddressSpace;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** The buffer of a processor's records ({@code perf_event_mmap_page} and the data behind it). */
final class PerfEvent {
  private static final int RECORD_LOST = 2; // PERF_RECORD_LOST
  private static final int RECORD_SAMPLE = 9; // PERF_RECORD_SAMPLE
  private static final int HEAD = 1024; // data_head
  private static final int TAIL = 1032; // data_tail
  private static final int LOST_SIZE = 24; // header, id, how many

  private final int page = NativeMemory.get().pageSize();
  private final Readiness readiness = new Readiness(this::hasRecords);
  private @Nullable MappedPart pages;
  private long lost;

  Readiness readiness() {
    return readiness;
  }

  /** The pages, of which the first mapping says how many there are. */
  MappedPart pages(long length) {
    MappedPart known = pages;
    if (known == null) {
      known = new MappedPart(length);
      pages = known;
    }
    return known;
  }

  private boolean hasRecords() {
    MappedPart known = pages;
    return known != null
        && AddressSpace.getLong(known.address() + HEAD)
            != AddressSpace.getLong(known.address() + TAIL);
  }

  /**
   * Writes a record, as bpf_perf_event_output of the kernel.
   *
   * @return whether there was room; if not, the next record that finds some is preceded by one that
   *     tells how many were lost
   */
  boolean output(byte[] record) {
    MappedPart to = pages;
    if (to == null) {
      return false;
    }
    int raw = ((record.length + Integer.BYTES + 7) & ~7) - Integer.BYTES;
    int length = 8 + Integer.BYTES + raw;
    long size = to.size() - page;
    long head = AddressSpace.getLong(to.address() + HEAD);
    long used = head - AddressSpace.getLong(to.address() + TAIL);
    if (used + length + (lost == 0 ? 0 : LOST_SIZE) > size) {
      lost++;
      return false;
    }
    Writer writer = new Writer(to.address() + page, size, head);
    if (lost != 0) {
      writer.header(RECORD_LOST, LOST_SIZE).word(0, 8).word(lost, 8);
      lost = 0;
    }
    writer.header(RECORD_SAMPLE, length).word(raw, 4).bytes(record, raw);
    AddressSpace.putLong(to.address() + HEAD, writer.position);
    readiness.signal();
    return true;
  }

  /** Writes into the data, around its end. */
  private static final class Writer {
    private final long data;
    private final long size;
    private long position;

    Writer(long data, long size, long position) {
      this.data = data;
      this.size = size;
      this.position = position;
    }

    Writer header(int type, int length) {
      // type u32, misc u16, size u16
      return word(type, 4).word(0, 2).word(length, 2);
    }

    Writer word(long value, int bytes) {
      boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
      for (int i = 0; i < bytes; i++) {
        put((byte) (value >>> (Byte.SIZE * (little ? i : bytes - 1 - i))));
      }
      return this;
    }

    Writer bytes(byte[] bytes, int length) {
      for (int i = 0; i < length; i++) {
        put(i < bytes.length ? bytes[i] : 0);
      }
      return this;
    }

    private void put(byte value) {
      AddressSpace.putByte(data + (position++ % size), value);
    }
  }
}
