package dev.bpfj.libbpf.internal.memory;

import dev.bpfj.libbpf.internal.call.Kernel;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of an {@link AddressRange}, and which of them are to be unmapped in the end: all
 * but those that may be in use for something else by then.
 *
 * <p>Thread-safe.
 */
final class Mapping implements Runnable {
  private static @Nullable Cleaner cleaner; // guarded by the class

  private final Kernel kernel;
  private final long address;
  private final long length;
  // By their first address.
  private final NavigableMap<Long, Lost> lost = new TreeMap<>();

  /** Addresses that may be in use for something else, and the error by which they were lost. */
  private record Lost(long end, int errno) {}

  /** Takes over addresses that are mapped. */
  Mapping(Kernel kernel, long address, long length) {
    this.kernel = kernel;
    this.address = address;
    this.length = length;
  }

  long address() {
    return address;
  }

  /** Unmaps the addresses when a buffer over them, and all that refers to it, is unreachable. */
  void unmapAfter(ByteBuffer root) {
    Regions.add(address, root);
    cleaner().register(root, this);
  }

  // Not made in an initializer: there may be no memory for its thread now, and some later on.
  private static synchronized Cleaner cleaner() {
    Cleaner known = cleaner;
    if (known == null) {
      known = Cleaner.create();
      cleaner = known;
    }
    return known;
  }

  /** Unmaps the addresses, to which no buffer refers any more. */
  void unmapNow() {
    run();
  }

  /** Forgets addresses: they are neither unmapped nor changed any more. */
  synchronized void lose(long from, long size, int errno) {
    lost.put(from, new Lost(from + size, errno));
  }

  /** The error that took one of some addresses from us, or 0 if they are all ours. */
  synchronized int errnoOfLoss(long from, long size) {
    Map.Entry<Long, Lost> last = lost.lowerEntry(from + size);
    return last == null || last.getValue().end <= from ? 0 : last.getValue().errno;
  }

  @Override
  public synchronized void run() {
    Regions.remove(address);
    long from = address;
    for (Map.Entry<Long, Lost> part : lost.entrySet()) {
      unmap(from, part.getKey());
      from = part.getValue().end;
    }
    unmap(from, address + length);
  }

  /** What the kernel refuses to unmap, as it may with too many mappings, stays ours unused. */
  private void unmap(long from, long end) {
    if (from < end) {
      kernel.libc().munmap(from, end - from);
    }
  }
}
