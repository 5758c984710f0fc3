package dev.bpfj.benchmarks;

import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.memory.AddressRange;
import dev.bpfj.libbpf.internal.memory.AddressSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts back a reader's positions, so that it reads the same records once more. Filling a buffer
 * takes the kernel many times as long as reading it, and leaves the caches to chance; without it
 * what is timed is the reader, C's as Java's.
 */
final class Rewind {
  private static final int DATA_TAIL = 1032; // of struct perf_event_mmap_page
  private static final String PERF_EVENT = "anon_inode:[perf_event]";

  private final List<AddressRange> pages = new ArrayList<>();
  private final List<Long> before = new ArrayList<>();
  private final int position;

  private Rewind(int position) {
    this.position = position;
  }

  /** Of a ring buffer, from its reader's position now. */
  static Rewind ofRing(int mapFd) {
    Rewind rewind = new Rewind(0);
    rewind.add(mapFd, 1);
    return rewind;
  }

  /** Of the perf buffers that this process has, from their readers' positions now. */
  static Rewind ofPerfBuffers(int dataPages) {
    Rewind rewind = new Rewind(DATA_TAIL);
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors.filter(Rewind::isPerfEvent).toList()) {
        // The kernel maps an event's pages again, but only all of them.
        rewind.add(Integer.parseInt(descriptor.getFileName().toString()), 1 + dataPages);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rewind;
  }

  private static boolean isPerfEvent(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().equals(PERF_EVENT);
    } catch (IOException e) {
      return false; // that of the listing itself, which is closed again
    }
  }

  private void add(int fd, int count) {
    long size = (long) count * AddressRange.pageSize();
    AddressRange range = AddressRange.map(Native.KERNEL, "positions", fd, 0, size, true);
    pages.add(range);
    before.add(AddressSpace.getLong(range.address() + position));
  }

  /** Puts them back. */
  void toTheStart() {
    for (int i = 0; i < pages.size(); i++) {
      AddressSpace.putLong(pages.get(i).address() + position, before.get(i));
    }
  }
}
