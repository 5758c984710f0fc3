package dev.bpfj.libbpf.map;

import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.Arguments;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.kernel.Errno;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Many keys and values in native memory, and the operations of a map on them, one system call for
 * all: the form that allocates nothing. Where the kernel has no such call for a type of map, it is
 * one call for each entry, with the same outcome.
 *
 * <pre>{@code
 * MapBatch batch = map.batch(256);
 * for (int n = batch.lookup(); n > 0; n = batch.lookup()) {
 *   for (int i = 0; i < n; i++) {
 *     sum += batch.values().getLong(batch.valueOffset(i));
 *   }
 * }
 * }</pre>
 *
 * <p>Used by one thread; what a second one asks of it meanwhile is refused with {@link
 * IllegalStateException}. It needs no closing; after the map is closed its operations throw {@link
 * BpfClosedException}.
 */
public final class MapBatch {
  private static final VarHandle BUSY = busy();

  private final KernelMap map;
  private final BatchCalls calls;
  private final int most;
  private int capacity;
  private NativeBuffer keys;
  private NativeBuffer values;
  private boolean begun;
  private boolean ended;

  @SuppressWarnings("UnusedVariable") // by BUSY
  private volatile boolean busy;

  // The keys to come, where the kernel gives them only one by one.
  private @Nullable Iterator<ByteBuffer> walk;

  /**
   * Makes a batch, before the first entry; see {@link BpfMap#batch}.
   *
   * @param map the map
   * @param capacity how many entries there is room for, at least 1
   * @throws IllegalArgumentException if it is less, or more than 2 GiB of keys or values
   */
  MapBatch(KernelMap map, int capacity) {
    this.map = map;
    this.calls = new BatchCalls(map);
    this.most = NativeBuffer.LARGEST / Math.max(1, Math.max(map.keySize(), map.valueBytes()));
    this.capacity = Arguments.inRange(map.subject() + ": batch: capacity", capacity, 1, most);
    this.keys = allocate(map.keySize());
    this.values = allocate(map.valueBytes());
  }

  private static VarHandle busy() {
    try {
      return MethodHandles.lookup().findVarHandle(MapBatch.class, "busy", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private NativeBuffer allocate(int size) {
    return new NativeBuffer(capacity * size);
  }

  /**
   * How many entries there is room for.
   *
   * @return what was asked for, or more if the kernel could not give fewer entries at once
   */
  public int capacity() {
    return capacity;
  }

  /**
   * The keys, one behind the other.
   *
   * @return memory in the machine's byte order; another one once {@link #capacity} has grown
   */
  public ByteBuffer keys() {
    return keys.buffer;
  }

  /**
   * The values, one behind the other.
   *
   * @return memory in the machine's byte order; another one once {@link #capacity} has grown
   */
  public ByteBuffer values() {
    return values.buffer;
  }

  /**
   * Where a key begins.
   *
   * @param index from 0 on
   * @return its offset in {@link #keys}
   */
  public int keyOffset(int index) {
    return Objects.checkIndex(index, capacity) * map.keySize();
  }

  /**
   * Where a value begins.
   *
   * @param index from 0 on
   * @return its offset in {@link #values}
   */
  public int valueOffset(int index) {
    return Objects.checkIndex(index, capacity) * map.valueBytes();
  }

  /**
   * Reads the next entries ({@code bpf_map_lookup_batch}). No key comes twice, and each that is
   * there all the while does come, whatever is deleted and added meanwhile.
   *
   * @return how many; 0 when there are no more, and the next call begins anew
   * @throws BpfException if the kernel refuses
   */
  public int lookup() {
    return next(false);
  }

  /**
   * Reads the next entries and deletes them ({@code bpf_map_lookup_and_delete_batch}): at once from
   * hash tables, so that nothing is lost; from other maps one after the other, so that what is put
   * in between the two steps is lost.
   *
   * @return how many; 0 when there are no more, and the next call begins anew
   * @throws BpfException if the kernel refuses, such as -EINVAL from arrays
   */
  public int lookupAndDelete() {
    return next(true);
  }

  private int next(boolean delete) {
    begin();
    try {
      int count = ended ? 0 : read(delete);
      if (count == 0) {
        toBeginning();
      }
      return count;
    } finally {
      end();
    }
  }

  /** Goes back to before the first entry. */
  public void rewind() {
    begin();
    try {
      toBeginning();
    } finally {
      end();
    }
  }

  private void toBeginning() {
    begun = false;
    ended = false;
    walk = null;
  }

  private int read(boolean delete) {
    Iterator<ByteBuffer> rest = walk;
    if (rest == null) {
      int result = readBatch(delete);
      if (result != BatchCalls.UNSUPPORTED) {
        begun = true;
        ended = result == -Errno.ENOENT;
        return calls.count();
      }
      rest = KeyWalk.collect(map).iterator();
      walk = rest;
    }
    return readOneByOne(delete, rest);
  }

  private int readBatch(boolean delete) {
    int result = calls.read(delete, begun, keys, values, capacity);
    while (result == -Errno.ENOSPC) {
      grow(); // a bucket of the hash table has more entries
      result = calls.read(delete, begun, keys, values, capacity);
    }
    return result;
  }

  /**
   * Makes room for twice as many entries. Without memory for both buffers all stays as it was: the
   * kernel writes as many entries as the capacity says.
   */
  private void grow() {
    if (capacity > most / 2) {
      throw LibbpfCall.failure("bpf_map_lookup_batch", map.subject(), Errno.ENOSPC);
    }
    int more = 2 * capacity;
    NativeBuffer moreKeys = new NativeBuffer(more * map.keySize());
    values = new NativeBuffer(more * map.valueBytes());
    keys = moreKeys;
    capacity = more;
  }

  private int readOneByOne(boolean delete, Iterator<ByteBuffer> rest) {
    int count = 0;
    while (count < capacity && rest.hasNext()) {
      keys.buffer.put(count * map.keySize(), rest.next(), 0, map.keySize());
      if (calls.lookup(keys, values, count)
          && (!delete || calls.delete(keys, count, count + 1) == 1)) {
        count++;
      }
    }
    return count;
  }

  /**
   * Gives keys their values ({@code bpf_map_update_batch}; with flags that it does not take, all
   * but {@code BPF_F_LOCK}, one by one).
   *
   * @param count how many, from the first on
   * @param flags for each of them {@link MapFlags#ANY}, {@link MapFlags#NOEXIST} or {@link
   *     MapFlags#EXIST}, with {@link MapFlags#LOCK} or not
   * @throws BpfException if the kernel refuses one of them; those before it have their values
   */
  public void update(int count, long flags) {
    begin();
    try {
      Objects.checkFromIndexSize(0, count, capacity);
      calls.update(keys, values, count, flags);
    } finally {
      end();
    }
  }

  /**
   * Removes keys ({@code bpf_map_delete_batch}); those that are not there are passed by.
   *
   * @param count how many, from the first on
   * @return how many of them were there
   * @throws BpfException if the kernel refuses
   */
  public int delete(int count) {
    begin();
    try {
      Objects.checkFromIndexSize(0, count, capacity);
      return calls.delete(keys, 0, count);
    } finally {
      end();
    }
  }

  /**
   * Two threads at once would be worse than a wrong result: the kernel would write as many entries
   * as one of them has room for into the memory of the other.
   */
  private void begin() {
    if (!BUSY.compareAndSet(this, false, true)) {
      throw new IllegalStateException(
          map.subject() + ": a batch is for one thread, and another one is using it");
    }
  }

  private void end() {
    BUSY.setRelease(this, false);
  }
}
