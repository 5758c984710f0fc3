package dev.bpfj.libbpf.ring;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.raw.LibC;
import dev.bpfj.libbpf.map.BpfMap;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Reads the records that BPF programs put into ring buffers ({@code BPF_MAP_TYPE_RINGBUF}, since
 * Linux 5.8), one or several of them at once ({@code struct ring_buffer} of libbpf):
 *
 * <pre>{@code
 * try (RingBuffer events = RingBuffer.open(skel.maps().events(), Event.reader(e -> print(e)))) {
 *   while (running) {
 *     events.poll(Duration.ofMillis(100));
 *   }
 * }
 * }</pre>
 *
 * <p><b>Order.</b> Each ring's records come in the order in which programs reserved them. One that
 * is reserved but not yet submitted holds up those behind it; discarded ones are passed over. A
 * ring has one reader: a second one of the same map, wherever it is, takes records away from the
 * first.
 *
 * <p><b>Waking up.</b> A poll that waits is woken by a program's submit as the program's flags say:
 * always with {@code BPF_RB_FORCE_WAKEUP}, never with {@code BPF_RB_NO_WAKEUP}, and without flags
 * when the record is the next one to be read. Records that came without a wake-up are handed over
 * by the next call, and at the latest when the poll's time is over. {@link #drain} is for programs
 * that never wake.
 *
 * <p><b>Threads.</b> Safe for use by several. Handlers run in the thread that polls or consumes,
 * and in one at a time. {@link Thread#interrupt} ends a poll early and is not cleared by it: see
 * {@link Thread#isInterrupted}. A poll by a virtual thread waits without its carrier.
 *
 * <p><b>End.</b> {@link #close} may be called by every thread and by a handler, and closing the
 * object of a map closes what reads it, too. A poll that waits is woken. A read that is running
 * stops within some 32 KiB of records, and the memory goes when it has; a call later is a {@link
 * dev.bpfj.libbpf.error.BpfClosedException}.
 */
public final class RingBuffer implements AutoCloseable {
  private final List<Ring> rings = new CopyOnWriteArrayList<>();
  private final Poller poller;
  private int first;

  private RingBuffer(Kernel kernel, String subject) {
    poller = new Poller(kernel, subject, new Rings());
  }

  /**
   * Reads a map.
   *
   * @param map a loaded object's ring buffer, of at most 512 MiB
   * @param handler is given its records
   * @return the reader
   * @throws BpfException if the kernel refuses
   * @throws IllegalArgumentException if the map is no ring buffer, or too large
   * @throws IllegalStateException before load, or if a ring buffer that is open reads the map
   */
  public static RingBuffer open(BpfMap map, RecordHandler handler) {
    RingBuffer opened = new RingBuffer(MapOwnership.kernel(map), "ring buffer of " + map);
    try {
      return opened.add(map, handler);
    } catch (RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  /**
   * Reads one more map. It may belong to another object; whichever object is closed first closes
   * this reader.
   *
   * @param map a loaded object's ring buffer, of at most 512 MiB
   * @param handler is given its records
   * @return this
   * @throws BpfException if the kernel refuses
   * @throws IllegalArgumentException if the map is no ring buffer, or too large
   * @throws IllegalStateException before load, or if a ring buffer that is open reads the map, this
   *     one too
   */
  public RingBuffer add(BpfMap map, RecordHandler handler) {
    poller.lifetime().enter();
    try {
      return MapOwnership.own(
          map,
          fd -> {
            Ring ring = new Ring(map, fd, handler, poller.lifetime());
            try {
              poller.watch(fd, LibC.EPOLLIN);
            } catch (BpfException e) {
              ring.release();
              throw e;
            }
            rings.add(ring);
            return this;
          });
    } finally {
      poller.lifetime().exit();
    }
  }

  /**
   * Hands over the records that are there; if there are none, waits for the first ones.
   *
   * @param timeout how long to wait, in steps of a millisecond; zero not to wait at all, {@code
   *     ChronoUnit.FOREVER.getDuration()} for as long as it takes
   * @return how many records were handed over; zero if the time is over or the thread is
   *     interrupted
   * @throws dev.bpfj.libbpf.error.BpfClosedException after close, and if it is closed meanwhile
   * @throws IllegalArgumentException if the timeout is negative
   * @throws IllegalStateException if a handler calls it, or another consumer reads the same ring
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
   * @throws dev.bpfj.libbpf.error.BpfClosedException after close, and if it is closed meanwhile
   * @throws IllegalArgumentException if the timeout or n is negative
   * @throws IllegalStateException if a handler calls it, or another consumer reads the same ring
   */
  public int poll(Duration timeout, int n) {
    return poller.poll(timeout, n);
  }

  /**
   * Reads at intervals, for programs that submit with {@code BPF_RB_NO_WAKEUP}: hands over the
   * records that are there, and at each interval those that came since, until the time is over. A
   * submit that wakes nobody costs the program a fraction of one that does, and a reader that comes
   * rarely does not compete with it for the ring's positions. Where more than an eighth of a ring
   * was filled since the last read, the next interval is left out, so that a burst does not fill
   * the ring. A submit with {@code BPF_RB_FORCE_WAKEUP} ends an interval early.
   *
   * @param interval the time between two reads, in steps of a millisecond: at most so much later
   *     than its submit a record is handed over
   * @param timeout how long to go on; zero for one read, {@code ChronoUnit.FOREVER.getDuration()}
   *     until an interrupt or close
   * @return how many records were handed over, {@link Integer#MAX_VALUE} if they were more
   * @throws dev.bpfj.libbpf.error.BpfClosedException after close, and if it is closed before a
   *     record is handed over
   * @throws IllegalArgumentException if the interval is not positive or the timeout negative
   * @throws IllegalStateException if a handler calls it, or another consumer reads the same ring
   */
  public int drain(Duration interval, Duration timeout) {
    return poller.drain(interval, timeout, this::isFilling);
  }

  private boolean isFilling() {
    boolean filling = false;
    for (Ring ring : rings) {
      filling |= ring.wasFillingFast();
    }
    return filling;
  }

  /**
   * Hands over the records that are there, without waiting and without a system call.
   *
   * @return how many
   * @throws dev.bpfj.libbpf.error.BpfClosedException after close
   * @throws IllegalStateException if a handler calls it, or another consumer reads the same ring
   */
  public int consume() {
    return poller.consume(Integer.MAX_VALUE);
  }

  /**
   * Hands over some of the records that are there, without waiting and without a system call. Each
   * call begins with another ring, so that none is forgotten.
   *
   * @param n how many at most
   * @return how many
   * @throws dev.bpfj.libbpf.error.BpfClosedException after close
   * @throws IllegalArgumentException if n is negative
   * @throws IllegalStateException if a handler calls it, or another consumer reads the same ring
   */
  public int consume(int n) {
    return poller.consume(n);
  }

  /**
   * What is read.
   *
   * @return one ring a map, in the order of adding
   */
  public List<Ring> rings() {
    return List.copyOf(rings);
  }

  /** Releases the maps. Idempotent; a handler may call it. */
  @Override
  public void close() {
    if (poller.close()) {
      for (Ring ring : rings) {
        MapOwnership.disown(ring.map(), this);
        ring.endUse();
      }
    }
  }

  private final class Rings implements Poller.Buffers {
    @Override
    public int read(int limit) {
      int count = rings.size();
      int start = first;
      int records = 0;
      for (int i = 0; i < count && records < limit; i++) {
        int which = (start + i) % count;
        first = (which + 1) % count;
        records += rings.get(which).read(limit - records);
      }
      return records;
    }

    @Override
    public boolean isReady() {
      return rings.stream().anyMatch(Ring::isReady);
    }

    @Override
    public void release() {
      rings.forEach(Ring::release);
    }
  }
}
