package dev.bpfj.libbpf.ring;

import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.memory.AddressRange;
import dev.bpfj.libbpf.internal.ring.ClassCopies;
import dev.bpfj.libbpf.internal.ring.RecordSink;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The buffers of all processors, side by side in one piece of memory, so that handlers see one
 * buffer always: for each a page of positions, the data, and room for a record that the data's end
 * cuts in two.
 */
final class PerfMemory {
  private static final ClassCopies WALKERS =
      new ClassCopies(
          MethodHandles.lookup(),
          PerfWalker.class,
          PerfWalker.Place.class,
          PerfWalker.PerfReader.class);

  private final AddressRange range;
  private final ByteBuffer shown;
  private final int size;
  private final int stride;
  private final int page = AddressRange.pageSize();
  private int next;

  PerfMemory(Kernel kernel, String subject, int cpus, int pages) {
    long data = (long) pages * page;
    long each = page + data + Math.max(page, PerfWalker.ROOM);
    // At least one, so that the size of a place is an int, even if there is none.
    range = AddressRange.reserve(kernel, subject, each * Math.max(1, cpus));
    size = (int) data;
    stride = (int) each;
    shown = range.buffer().asReadOnlyBuffer().order(ByteOrder.nativeOrder());
  }

  /** Maps an event's buffer at the next place. */
  CpuWalker show(int fd, int cpu, PerfWalker.PerfReader reader) {
    int at = next;
    range.show(fd, at, page + (long) size);
    next += stride;
    var place = new PerfWalker.Place(range.buffer(), at, size, cpu);
    return WALKERS.make(CpuWalker.class, reader.sink().getClass(), place, reader);
  }

  /** What records of this memory are handed to. */
  RecordSink sink(RecordHandler handler) {
    return BytesSink.of(handler, shown);
  }

  void release() {
    range.letGo();
  }
}
