package dev.bpfj.test.memory;

import static dev.bpfj.libbpf.internal.kernel.Errno.EBADF;
import static dev.bpfj.libbpf.internal.kernel.Errno.EINVAL;
import static dev.bpfj.libbpf.internal.kernel.Errno.EPERM;

import dev.bpfj.libbpf.internal.call.NativeMemory;
import dev.bpfj.libbpf.internal.raw.LibC;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * {@code mmap}, {@code mremap} and {@code munmap}, as far as they are used: zeros by themselves,
 * and a map's bytes that are moved over a part of them. A mapping of a map has no bytes until it is
 * moved, but a number that stands for it.
 */
final class PageCalls {
  private static final long FIRST_NUMBER = 1L << 61;
  private static final long DISTANCE = 1L << 32;

  private final Handles handles;
  private final NavigableMap<Long, MappedPart> mapped = new TreeMap<>();
  private final Map<Long, Pending> pending = new HashMap<>();
  private long nextNumber = FIRST_NUMBER;

  /** A map's bytes that are about to be mapped somewhere. */
  private record Pending(MappedPart part, long length) {}

  PageCalls(Handles handles) {
    this.handles = handles;
  }

  long mmap(long address, long length, int protection, int flags, int fd, long offset) {
    if ((flags & LibC.MAP_ANONYMOUS) != 0) {
      return NativeMemory.get().allocateMemory(length, true);
    }
    MappedPart part = part(fd, length, offset, (protection & LibC.PROT_WRITE) != 0);
    if (part.isMapped()) {
      throw new UnsupportedOperationException(
          "mmap: a kernel in memory has a map's values in one place, and these are mapped already;"
              + " use the section's accessors, or the map's entries");
    }
    nextNumber += DISTANCE;
    pending.put(nextNumber, new Pending(part, length));
    return nextNumber;
  }

  private MappedPart part(int fd, long length, long offset, boolean writable) {
    Object thing = handles.get(fd, Object.class, EBADF);
    if (thing instanceof PerfEvent event) {
      return event.pages(length);
    } else if (!(thing instanceof KernelMap map)) {
      throw new CallFailure(EINVAL);
    } else if (writable && map.isFrozen()) {
      throw new CallFailure(EPERM);
    } else {
      MappedPart part = map.content.part(offset);
      if (part == null) {
        throw new CallFailure(EINVAL);
      }
      return part;
    }
  }

  long mremap(long from, long target, long length) {
    moveBack(target, length);
    Pending map = pending.remove(from);
    if (map != null) {
      map.part().moveTo(target, map.length());
      mapped.put(target, map.part());
    } else {
      NativeMemory memory = NativeMemory.get();
      memory.copyMemory(from, target, length);
      memory.freeMemory(from);
    }
    return target;
  }

  int munmap(long address, long length) {
    if (pending.remove(address) == null) {
      moveBack(address, length);
      NativeMemory.get().freeMemory(address);
    }
    return 0;
  }

  /** What is mapped there keeps its bytes. */
  private void moveBack(long from, long length) {
    Iterator<MappedPart> there =
        mapped.subMap(from, true, from + length, false).values().iterator();
    while (there.hasNext()) {
      there.next().moveBack();
      there.remove();
    }
  }
}
