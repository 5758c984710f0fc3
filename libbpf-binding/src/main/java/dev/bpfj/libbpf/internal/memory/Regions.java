package dev.bpfj.libbpf.internal.memory;

import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses belong to an {@link AddressRange}: this tells a buffer that a user passes back
 * from one whose memory may disappear while it is reachable, such as a closed arena's.
 *
 * <p>Thread-safe.
 */
final class Regions {
  private static final NavigableMap<Long, Region> ALL = new ConcurrentSkipListMap<>();

  private record Region(long end, WeakReference<ByteBuffer> root) {}

  private Regions() {}

  /** Remembers a range by its buffer, which must be the last one of it to go. */
  static void add(long address, ByteBuffer root) {
    ALL.put(address, new Region(address + root.capacity(), new WeakReference<>(root)));
  }

  /** Forgets a range. To be called before its addresses are unmapped. */
  static void remove(long address) {
    ALL.remove(address);
  }

  /**
   * The buffer that keeps some addresses mapped as long as it can be reached.
   *
   * @return the buffer, or null if the addresses are not those of a range
   */
  static @Nullable ByteBuffer rootOf(long address, long size) {
    Map.Entry<Long, Region> entry = ALL.floorEntry(address);
    if (entry == null || address + size > entry.getValue().end()) {
      return null;
    }
    return entry.getValue().root().get();
  }
}
