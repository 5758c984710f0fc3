package dev.bpfj.libbpf.ring;

import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.event.BpfListener;
import dev.bpfj.libbpf.event.LostRecords;
import dev.bpfj.libbpf.internal.access.Listeners;
import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.raw.LibC;
import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.libbpf.map.MapType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Reads the records that BPF programs write by {@code bpf_perf_event_output} ({@code
 * BPF_MAP_TYPE_PERF_EVENT_ARRAY}; {@code struct perf_buffer} of libbpf): a buffer for each
 * processor. A {@link RingBuffer} is faster and keeps the order; this is for kernels before 5.8 and
 * programs that are written for it.
 *
 * <pre>{@code
 * try (PerfBuffer events = PerfBuffer.open(skel.maps().events(), Event.reader(e -> print(e)))) {
 *   while (running) {
 *     events.poll(Duration.ofMillis(100));
 *   }
 *   print(events.lost() + " events were lost");
 * }
 * }</pre>
 *
 * <p>Each processor's records come in their order; those of different processors do not. What is
 * said of {@link RingBuffer} about threads, interrupts, handlers that throw and the end goes for
 * this, too.
 */
public final class PerfBuffer implements AutoCloseable {
  private static final long ANY = 0; // BPF_ANY
  private static final String READ_ALREADY =
      "an open perf buffer already reads its records and would get no more of them; close it first,"
          + " or read other processors";

  private final Kernel kernel;
  private final BpfMap map;
  private final Poller poller;
  private final List<Integer> descriptors = new ArrayList<>();
  private final List<CpuWalker> walkers = new ArrayList<>();
  private final PerfMemory memory;
  private final MapUse use;
  private int first;

  private PerfBuffer(BpfMap map, PerfBufferOptions options, IntFunction<RecordHandler> handlers) {
    String subject = "perf buffer of " + map;
    this.kernel = MapOwnership.kernel(map);
    this.map = map;
    int[] cpus = cpus(kernel, map, options);
    this.use = new MapUse(map);
    this.memory = new PerfMemory(kernel, subject, cpus.length, options.pages);
    this.poller = new Poller(kernel, subject, new Processors());
    try {
      for (int cpu : cpus) {
        use.begin(cpu, READ_ALREADY);
        int fd = PerfEvents.open(kernel, subject, cpu, options);
        descriptors.add(fd);
        var reader =
            new PerfWalker.PerfReader(
                memory.sink(handlers.apply(cpu)), lostHandler(options), poller.lifetime());
        walkers.add(memory.show(fd, cpu, reader));
        poller.watch(fd, LibC.EPOLLIN);
        map.entries().update(word(cpu), word(fd), ANY);
      }
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private LostHandler lostHandler(PerfBufferOptions options) {
    return (cpu, count) -> {
      if (!Listeners.isEmpty()) {
        LostRecords lost = new LostRecords(map.name(), cpu, count);
        Listeners.tell(BpfListener.class, listener -> listener.lost(lost));
      }
      options.lostHandler.lost(cpu, count);
    };
  }

  /**
   * Reads a map, in the default way.
   *
   * @param map a loaded object's perf event array
   * @param handler is given its records
   * @return the reader
   * @throws BpfException if the kernel refuses
   * @throws IllegalArgumentException if the map is no perf event array
   * @throws IllegalStateException before load; or if a perf buffer that is open reads the records
   *     of a processor from the map already
   */
  public static PerfBuffer open(BpfMap map, RecordHandler handler) {
    return open(map, PerfBufferOptions.defaults(), handler);
  }

  /**
   * Reads a map.
   *
   * @param map a loaded object's perf event array
   * @param options how to
   * @param handler is given its records
   * @return the reader
   * @throws BpfException if the kernel refuses
   * @throws IllegalArgumentException if the map is no perf event array, or has no place for a
   *     processor, or the buffers are more than 2 GiB together
   * @throws IllegalStateException before load; or if a perf buffer that is open reads the records
   *     of a processor from the map already
   */
  public static PerfBuffer open(BpfMap map, PerfBufferOptions options, RecordHandler handler) {
    return open(map, options, cpu -> handler);
  }

  /**
   * Reads a map, with the processors of the records.
   *
   * @param map a loaded object's perf event array
   * @param options how to
   * @param handler is given its records
   * @return the reader
   * @throws BpfException if the kernel refuses
   * @throws IllegalArgumentException if the map is no perf event array, or has no place for a
   *     processor, or the buffers are more than 2 GiB together
   * @throws IllegalStateException before load; or if a perf buffer that is open reads the records
   *     of a processor from the map already
   */
  public static PerfBuffer open(BpfMap map, PerfBufferOptions options, PerfHandler handler) {
    IntFunction<RecordHandler> ofCpu =
        cpu -> (buffer, offset, length) -> handler.handle(cpu, buffer, offset, length);
    return open(map, options, ofCpu);
  }

  private static PerfBuffer open(
      BpfMap map, PerfBufferOptions options, IntFunction<RecordHandler> handlers) {
    if (!map.type().equals(MapType.PERF_EVENT_ARRAY)) {
      throw new IllegalArgumentException(
          map + ": is no perf event array: type=" + map.type() + ", expected=perf_event_array");
    }
    return MapOwnership.own(map, fd -> new PerfBuffer(map, options, handlers));
  }

  private static int[] cpus(Kernel kernel, BpfMap map, PerfBufferOptions options) {
    int[] cpus = options.cpus.length > 0 ? options.cpus : kernel.onlineCpus();
    for (int cpu : cpus) {
      if (cpu < 0 || cpu >= map.maxEntries()) {
        throw new IllegalArgumentException(
            map
                + ": has no place for a processor: cpu="
                + cpu
                + ", maxEntries="
                + map.maxEntries());
      }
    }
    return cpus;
  }

  private static byte[] word(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(value).array();
  }

  /**
   * Hands over the records that are there; if there are none, waits for the first ones, or for as
   * many as the options say.
   *
   * @param timeout how long to wait, in steps of a millisecond; zero not to wait at all, {@code
   *     ChronoUnit.FOREVER.getDuration()} for as long as it takes
   * @return how many records were handed over; zero if the time is over or the thread is
   *     interrupted
   * @throws BpfClosedException after close, and if it is closed meanwhile
   * @throws IllegalArgumentException if the timeout is negative
   * @throws IllegalStateException if a handler calls it
   */
  public int poll(Duration timeout) {
    return poller.poll(timeout, Integer.MAX_VALUE);
  }

  /**
   * Hands over some of the records that are there; if there are none, waits for the first ones.
   *
   * @param timeout how long to wait, as for {@link #poll(Duration)}
   * @param n how many at most
   * @return how many records were handed over
   * @throws BpfClosedException after close, and if it is closed meanwhile
   * @throws IllegalArgumentException if the timeout or n is negative
   * @throws IllegalStateException if a handler calls it
   */
  public int poll(Duration timeout, int n) {
    return poller.poll(timeout, n);
  }

  /**
   * Reads at intervals: hands over the records that are there, and at each interval those that came
   * since, until the time is over. With {@link PerfBufferOptions#samplePeriod many records a
   * wake-up} the programs are rarely delayed by one, and records wait no longer than an interval.
   *
   * @param interval the time between two reads, in steps of a millisecond; a wake-up ends it early
   * @param timeout how long to go on; zero for one read, {@code ChronoUnit.FOREVER.getDuration()}
   *     until an interrupt or close
   * @return how many records were handed over, {@link Integer#MAX_VALUE} if they were more
   * @throws BpfClosedException after close, and if it is closed before a record is handed over
   * @throws IllegalArgumentException if the interval is not positive or the timeout negative
   * @throws IllegalStateException if a handler calls it
   */
  public int drain(Duration interval, Duration timeout) {
    return poller.drain(interval, timeout, () -> false);
  }

  /**
   * Hands over the records that are there, without waiting and without a system call.
   *
   * @return how many
   * @throws BpfClosedException after close
   * @throws IllegalStateException if a handler calls it
   */
  public int consume() {
    return poller.consume(Integer.MAX_VALUE);
  }

  /**
   * Hands over some of the records that are there, without waiting and without a system call. Each
   * call begins with another processor, so that none is forgotten.
   *
   * @param n how many at most
   * @return how many
   * @throws BpfClosedException after close
   * @throws IllegalArgumentException if n is negative
   * @throws IllegalStateException if a handler calls it
   */
  public int consume(int n) {
    return poller.consume(n);
  }

  /**
   * How many records were lost because their buffer was full. The kernel tells with the first
   * record that finds room again, so the last losses may be missing; and it counts as read what was
   * read.
   *
   * @return of all processors, since this was opened; also after close
   */
  public long lost() {
    return walkers.stream().mapToLong(CpuWalker::lost).sum();
  }

  /**
   * How many records of each processor were lost because its buffer was full.
   *
   * @return by processor, in the order of their numbers, since this was opened; also after close
   */
  public Map<Integer, Long> lostByCpu() {
    Map<Integer, Long> lost = new LinkedHashMap<>();
    walkers.forEach(walker -> lost.put(walker.cpu(), walker.lost()));
    return lost;
  }

  /**
   * How many records were left out since their length is not that of a record: a perf buffer has
   * samples of up to 65,516 bytes, and a program may write longer ones without being told. The
   * kernel then notes a wrong length, and may write over the records beside it, so that this counts
   * places and not samples. The first one is logged, too.
   *
   * @return of all processors, since this was opened; also after close
   */
  public long malformed() {
    return walkers.stream().mapToLong(CpuWalker::malformed).sum();
  }

  /**
   * Removes the buffers from the map and releases them. Programs that keep writing get -ENOENT. May
   * be called again, and by a handler.
   */
  @Override
  public void close() {
    if (poller.close()) {
      MapOwnership.disown(map, this);
      for (CpuWalker walker : walkers) {
        remove(walker.cpu());
      }
      use.end();
    }
  }

  /** The map would keep the event, and programs would write to it. */
  private void remove(int cpu) {
    try {
      map.entries().delete(word(cpu));
    } catch (BpfClosedException e) {
      return; // the kernel removes what was put in through a descriptor that is closed
    }
  }

  private final class Processors implements Poller.Buffers {
    @Override
    public int read(int limit) {
      int count = walkers.size();
      int start = first;
      int records = 0;
      for (int i = 0; i < count && records < limit; i++) {
        int which = (start + i) % count;
        first = (which + 1) % count;
        records += walkers.get(which).walk(limit - records);
      }
      return records;
    }

    @Override
    public boolean isReady() {
      return walkers.stream().anyMatch(CpuWalker::isReady);
    }

    @Override
    public void release() {
      memory.release();
      descriptors.forEach(fd -> kernel.libc().close(fd));
    }
  }
}
