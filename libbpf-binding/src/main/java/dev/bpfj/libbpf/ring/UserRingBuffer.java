package dev.bpfj.libbpf.ring;

import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.raw.LibC;
import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.libbpf.map.MapType;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Puts records into a map for BPF programs, which take them out by {@code bpf_user_ringbuf_drain}
 * ({@code BPF_MAP_TYPE_USER_RINGBUF}, since Linux 6.1; {@code struct user_ring_buffer} of libbpf):
 *
 * <pre>{@code
 * try (UserRingBuffer commands = UserRingBuffer.open(skel.maps().commands())) {
 *   try (UserRecord record = commands.reserve(16).orElseThrow()) {
 *     record.buffer().putLong(0, pid).putLong(8, command);
 *     record.submit();
 *   }
 * }
 * }</pre>
 *
 * <p>Programs get the records in the order in which they were reserved: one that is not submitted
 * yet holds up those behind it. Thread-safe; a map has one producer, as the kernel sees it, so a
 * second one is refused. Closing the map's object closes this, too.
 */
public final class UserRingBuffer implements AutoCloseable {
  private static final long MAX_SIZE = 1 << 29; // twice that, and a page, in one ByteBuffer

  private final BpfMap map;
  private final WaitingLife life;
  private final MapUse use;
  private final UserRingMemory memory;
  // Of the memory's positions, and of what is reserved.
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<UserRecord> reserved = new LinkedHashSet<>();

  private UserRingBuffer(BpfMap map, int fd) {
    String subject = "user ring buffer of " + map;
    Kernel kernel = MapOwnership.kernel(map);
    this.map = map;
    this.use = new MapUse(map);
    use.begin(
        MapUse.WHOLE,
        "an open user ring buffer already writes to it, and the two would overwrite each other's"
            + " records; close it first");
    try {
      this.memory = new UserRingMemory(kernel, subject, fd, (int) map.maxEntries());
    } catch (RuntimeException | Error e) {
      use.end();
      throw e;
    }
    try {
      this.life = new WaitingLife(kernel, subject, this::release);
    } catch (BpfException e) {
      release();
      throw e;
    }
    try {
      life.watch(fd, LibC.EPOLLOUT);
    } catch (BpfException e) {
      life.close();
      throw e;
    }
  }

  private void release() {
    use.end();
    memory.release();
  }

  /**
   * Opens a map.
   *
   * @param map a loaded object's user ring buffer, of at most 512 MiB
   * @return the producer
   * @throws BpfException if the kernel refuses
   * @throws IllegalArgumentException if the map is no user ring buffer, or too large
   * @throws IllegalStateException before load, or if a user ring buffer that is open writes to the
   *     map
   */
  public static UserRingBuffer open(BpfMap map) {
    if (!map.type().equals(MapType.USER_RINGBUF)) {
      throw new IllegalArgumentException(
          map + ": is no user ring buffer: type=" + map.type() + ", expected=user_ringbuf");
    }
    if (map.maxEntries() > MAX_SIZE) {
      throw new IllegalArgumentException(
          map
              + ": more than a ByteBuffer can show: maxEntries="
              + map.maxEntries()
              + ", limit="
              + MAX_SIZE);
    }
    return MapOwnership.own(map, fd -> new UserRingBuffer(map, fd));
  }

  /**
   * Reserves a record, if there is room ({@code user_ring_buffer__reserve}).
   *
   * @param size how many bytes the record has; the room is 8 bytes more, and a multiple of 8
   * @return the record, which must be submitted or closed
   * @throws BpfClosedException after close
   * @throws IllegalArgumentException if the size is negative, or more than the ring could ever hold
   */
  public Optional<UserRecord> reserve(int size) {
    return reserve(size, Duration.ZERO);
  }

  /**
   * Reserves a record, when there is room ({@code user_ring_buffer__reserve_blocking}). A program
   * that takes records out with {@code BPF_RB_NO_WAKEUP} is noticed when the time is over.
   *
   * @param size how many bytes the record has; the room is 8 bytes more, and a multiple of 8
   * @param timeout how long to wait, in steps of a millisecond; zero not to wait at all, {@code
   *     ChronoUnit.FOREVER.getDuration()} for as long as it takes
   * @return the record, which must be submitted or closed; none if the time is over or the thread
   *     is interrupted
   * @throws BpfClosedException after close, and if it is closed meanwhile
   * @throws IllegalArgumentException if the size is negative, or more than the ring could ever
   *     hold, or the timeout is negative
   */
  public Optional<UserRecord> reserve(int size, Duration timeout) {
    long deadline = life.deadline(timeout);
    life.lifetime().enter();
    try {
      memory.requireFitting(size);
      AtomicReference<@Nullable UserRecord> record = new AtomicReference<>(tryToReserve(size));
      if (record.get() == null && !timeout.isZero()) {
        life.tryUntil(deadline, () -> set(record, tryToReserve(size)), () -> memory.hasRoom(size));
      }
      if (record.get() == null && isClosed()) {
        throw closed();
      }
      return Optional.ofNullable(record.get());
    } finally {
      life.lifetime().exit();
    }
  }

  private static int set(
      AtomicReference<@Nullable UserRecord> reference, @Nullable UserRecord record) {
    reference.set(record);
    return record == null ? 0 : 1;
  }

  private @Nullable UserRecord tryToReserve(int size) {
    lock.lock();
    try {
      if (isClosed() || !memory.hasRoom(size)) {
        return null;
      }
      UserRecord record = new UserRecord(this, memory.reserve(size), size);
      reserved.add(record);
      return record;
    } finally {
      lock.unlock();
    }
  }

  /** What a record is written to. */
  ByteBuffer buffer(UserRecord record) {
    return memory.buffer(record.header, record.size);
  }

  /** Gives a record to the programs, or takes it back; false if that was done before. */
  boolean end(UserRecord record, boolean discard) {
    lock.lock();
    try {
      boolean first = reserved.remove(record);
      if (first) {
        memory.commit(record.header, record.size, discard);
      }
      return first;
    } finally {
      lock.unlock();
    }
  }

  BpfClosedException closed() {
    return life.lifetime().closed();
  }

  boolean isClosed() {
    return life.lifetime().isClosed();
  }

  /**
   * How much is in the ring: records that no program has taken out yet, and reserved ones.
   *
   * @return bytes, headers and padding included
   * @throws BpfClosedException after close
   */
  public long pendingBytes() {
    life.lifetime().enter();
    try {
      return memory.pending();
    } finally {
      life.lifetime().exit();
    }
  }

  /**
   * The ring's size.
   *
   * @return bytes, a power of two
   */
  public int size() {
    return memory.size();
  }

  /**
   * Releases the map. Records that are reserved are discarded; those that are submitted stay for
   * the programs to take out. May be called again.
   */
  @Override
  public void close() {
    if (!life.lifetime().tryEnter()) {
      return;
    }
    try {
      life.close();
      lock.lock();
      try {
        new ArrayList<>(reserved).forEach(record -> end(record, true));
      } finally {
        lock.unlock();
      }
    } finally {
      life.lifetime().exit();
    }
    MapOwnership.disown(map, this);
  }
}
