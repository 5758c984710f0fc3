package dev.bpfj.libbpf.map;

import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import java.nio.ByteBuffer;

/**
 * A key and a value in native memory, and the operations of a map on them: the form that allocates
 * nothing. Keys and values are written into the buffers and read from them, or shown by structs of
 * a skeleton moved over them.
 *
 * <pre>{@code
 * MapCursor cursor = map.cursor();
 * cursor.key().putInt(0, pid);
 * if (cursor.lookup()) {
 *   sum += cursor.value().getLong(0);
 * }
 * }</pre>
 *
 * <p>Used by one thread. It needs no closing; after the map is closed its operations throw {@link
 * BpfClosedException}, and its buffers stay what they are.
 */
public final class MapCursor {
  private final KernelMap map;
  private final CallBuffers callBuffers;
  private boolean begun;
  private boolean more;

  /**
   * Makes a cursor, before the first key; see {@link BpfMap#cursor}.
   *
   * @param map the map
   */
  MapCursor(KernelMap map) {
    this.map = map;
    this.callBuffers = map.newBuffers();
  }

  /**
   * The key, as operations use it.
   *
   * @return as many bytes as a key has, at an address that is a multiple of 16, in the machine's
   *     byte order; the same buffer each time
   */
  public ByteBuffer key() {
    return callBuffers.key.buffer;
  }

  /**
   * The value, as operations use it.
   *
   * @return as many bytes as a value has, for per-CPU maps one for each possible CPU, each
   *     beginning at a multiple of 8; at an address that is a multiple of 16, in the machine's byte
   *     order; the same buffer each time
   */
  public ByteBuffer value() {
    return callBuffers.value.buffer;
  }

  /**
   * Reads the key's value ({@code bpf_map_lookup_elem}).
   *
   * @return whether there is one; if not, what {@link #value} has says nothing
   * @throws BpfException if the kernel refuses
   */
  public boolean lookup() {
    return map.lookup(callBuffers);
  }

  /**
   * Reads the key's value ({@code bpf_map_lookup_elem_flags}).
   *
   * @param flags such as {@link MapFlags#LOCK}
   * @return whether there is one
   * @throws BpfException if the kernel refuses
   */
  public boolean lookup(long flags) {
    return map.lookup(callBuffers, flags);
  }

  /**
   * Gives the key the value ({@code bpf_map_update_elem} with {@code BPF_ANY}).
   *
   * @throws BpfException if the kernel refuses
   */
  public void update() {
    map.update(callBuffers, 0);
  }

  /**
   * Gives the key the value ({@code bpf_map_update_elem}).
   *
   * @param flags {@link MapFlags#ANY}, {@link MapFlags#NOEXIST} or {@link MapFlags#EXIST}, with
   *     {@link MapFlags#LOCK} or not
   * @throws BpfException if the kernel refuses
   */
  public void update(long flags) {
    map.update(callBuffers, flags);
  }

  /**
   * Removes the key ({@code bpf_map_delete_elem}).
   *
   * @return whether it was there
   * @throws BpfException if the kernel refuses
   */
  public boolean delete() {
    return map.delete(callBuffers);
  }

  /**
   * Removes the key and reads the value that it had ({@code bpf_map_lookup_and_delete_elem}, for
   * hash tables since Linux 5.14).
   *
   * @return whether it was there
   * @throws BpfException if the kernel refuses
   */
  public boolean lookupAndDelete() {
    return map.lookupAndDelete(callBuffers, 0);
  }

  /**
   * Moves to the next key ({@code bpf_map_get_next_key}), to the first one at the beginning. The
   * key that was moved to may be deleted: the cursor knows the one after it already. If others
   * delete that one too, the cursor begins anew; {@link TypedMap#forEach} does not.
   *
   * @return whether there is one; if not, the cursor is at the beginning again
   * @throws BpfException if the kernel refuses
   */
  public boolean next() {
    if (!begun) {
      more = map.firstKey(callBuffers);
    }
    begun = more;
    if (more) {
      callBuffers.advance();
      more = map.nextKey(callBuffers);
    }
    return begun;
  }

  /** Goes back to before the first key. */
  public void rewind() {
    begun = false;
  }
}
