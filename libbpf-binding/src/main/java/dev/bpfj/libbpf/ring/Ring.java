package dev.bpfj.libbpf.ring;

import static dev.bpfj.libbpf.ring.WordHandles.LONG;

import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.call.Lifetime;
import dev.bpfj.libbpf.internal.memory.AddressRange;
import dev.bpfj.libbpf.internal.ring.ClassCopies;
import dev.bpfj.libbpf.internal.ring.RecordSink;
import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.libbpf.map.MapType;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.ToLongFunction;

/**
 * One map of a {@link RingBuffer}: how much is in it and how far it was read. Thread-safe. A
 * producer and a consumer that are at work make these numbers old at once.
 *
 * <p>There is no count of lost records here, because the kernel keeps none: the program that finds
 * the ring full ({@code bpf_ringbuf_reserve} gives NULL, {@code bpf_ringbuf_output} an error) is
 * the only one to know, and counts in a variable of its own.
 */
public final class Ring {
  private static final ClassCopies WALKERS = walkerClasses();
  private static final int OVERWRITE = 1 << 19; // BPF_F_RB_OVERWRITE
  private static final long MAX_SIZE = 1 << 29; // twice that, and a page, in one ByteBuffer

  private final BpfMap map;
  private final Lifetime lifetime;
  private final int size;
  private final AddressRange consumerPage;
  private final AddressRange producerPages;
  private final ByteBuffer consumer;
  private final ByteBuffer producer;
  private final Walker walker;
  private final MapUse use;
  private volatile long drained; // the consumer's position when wasFillingFast was last asked

  Ring(BpfMap map, int fd, RecordHandler handler, Lifetime lifetime) {
    this.map = map;
    this.lifetime = lifetime;
    this.size = requireReadable(map);
    int page = AddressRange.pageSize();
    Kernel kernel = MapOwnership.kernel(map);
    String subject = map + ": ring";
    use = new MapUse(map);
    use.begin(
        MapUse.WHOLE,
        "an open ring buffer already reads its records, and each of the two would get only some of"
            + " them; close it first");
    try {
      consumerPage = AddressRange.map(kernel, subject, fd, 0, page, true);
    } catch (RuntimeException | Error e) {
      use.end();
      throw e;
    }
    try {
      producerPages = AddressRange.map(kernel, subject, fd, page, page + 2L * size, false);
    } catch (RuntimeException | Error e) {
      use.end();
      consumerPage.letGo();
      throw e;
    }
    consumer = consumerPage.buffer();
    producer = producerPages.buffer().asReadOnlyBuffer().order(ByteOrder.nativeOrder());
    try {
      walker = walker(handler);
    } catch (RuntimeException | Error e) {
      release();
      throw e;
    }
  }

  private Walker walker(RecordHandler handler) {
    ByteBuffer shown = producer.duplicate().order(ByteOrder.nativeOrder()); // the handler's own
    RecordSink sink = BytesSink.of(handler, shown);
    return WALKERS.make(Walker.class, sink.getClass(), consumer, producer, size, sink, lifetime);
  }

  /** The classes of walkers over rings, of which none has been given yet. */
  static ClassCopies walkerClasses() {
    return new ClassCopies(
        MethodHandles.lookup(),
        RingWalker.class,
        ByteBuffer.class,
        ByteBuffer.class,
        int.class,
        RecordSink.class,
        Lifetime.class);
  }

  private static int requireReadable(BpfMap map) {
    if (!map.type().equals(MapType.RINGBUF)) {
      throw new IllegalArgumentException(
          map + ": is no ring buffer: type=" + map.type() + ", expected=ringbuf");
    }
    if ((map.mapFlags() & OVERWRITE) != 0) {
      throw new IllegalArgumentException(
          map
              + ": is overwritten while it is read; make it without BPF_F_RB_OVERWRITE: mapFlags="
              + map.mapFlags());
    }
    long size = map.maxEntries();
    if (size > MAX_SIZE) {
      throw new IllegalArgumentException(
          map + ": more than a ByteBuffer can show: maxEntries=" + size + ", limit=" + MAX_SIZE);
    }
    return (int) size;
  }

  int read(int limit) {
    return walker.walk(limit);
  }

  /** Whether more than an eighth of the ring was read since this was last asked. */
  boolean wasFillingFast() {
    long position = (long) LONG.getAcquire(consumer, 0);
    long taken = position - drained;
    drained = position;
    return taken > size / 8;
  }

  boolean isReady() {
    return walker.isReady();
  }

  /** Lets another one read the map. */
  void endUse() {
    use.end();
  }

  void release() {
    use.end();
    consumerPage.letGo();
    producerPages.letGo();
  }

  /**
   * The map.
   *
   * @return as it was given
   */
  public BpfMap map() {
    return map;
  }

  /**
   * The ring's size ({@code ring__size}).
   *
   * @return bytes, a power of two
   */
  public int size() {
    return size;
  }

  /**
   * How much was read since the map was made ({@code ring__consumer_pos}).
   *
   * @return bytes, headers and padding included
   * @throws dev.bpfj.libbpf.error.BpfClosedException after close
   */
  public long consumerPosition() {
    return look(ring -> (long) LONG.getAcquire(ring.consumer, 0));
  }

  /**
   * How much was reserved since the map was made ({@code ring__producer_pos}).
   *
   * @return bytes, headers and padding included
   * @throws dev.bpfj.libbpf.error.BpfClosedException after close
   */
  public long producerPosition() {
    return look(ring -> (long) LONG.getAcquire(ring.producer, 0));
  }

  /**
   * How much is in the ring: records to be read, discarded ones, and those that are still being
   * written ({@code ring__avail_data_size}).
   *
   * @return bytes, headers and padding included
   * @throws dev.bpfj.libbpf.error.BpfClosedException after close
   */
  public long availableBytes() {
    // The consumer first: read later, it might have passed the producer's older position.
    return look(
        ring -> {
          long consumed = (long) LONG.getAcquire(ring.consumer, 0);
          return (long) LONG.getAcquire(ring.producer, 0) - consumed;
        });
  }

  private long look(ToLongFunction<Ring> question) {
    lifetime.enter();
    try {
      return question.applyAsLong(this);
    } finally {
      lifetime.exit();
    }
  }

  @Override
  public String toString() {
    return map + ": ring";
  }
}
