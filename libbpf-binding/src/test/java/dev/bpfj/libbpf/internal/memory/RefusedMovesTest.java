package dev.bpfj.libbpf.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.ForkedJvm;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.raw.LibC;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.testng.SkipException;
import org.testng.annotations.Test;

/**
 * Pages that do not let themselves be moved: those of an arena. When the kernel finds that out it
 * has removed the pages that were to be replaced. In JVMs of their own, which have to live through
 * it.
 */
public final class RefusedMovesTest {
  private static final int EINVAL = 22;

  private static void requireArenas() {
    try {
      TestMap.createArena().close();
    } catch (BpfException e) {
      if (e.errno() == EINVAL) {
        throw new SkipException("arenas: since Linux 6.9");
      }
      throw e;
    }
  }

  @Test
  public void theHoleIsFilledWithZeros() throws Exception {
    requireArenas();
    assertThat(ForkedJvm.run(Filled.class)).isEqualTo("mremap -22: 0, then 7, lost=false\n");
  }

  /** Moves an arena's pages in, which leaves a hole, and writes to where it was. */
  static final class Filled {
    public static void main(String[] args) {
      try (TestMap arena = TestMap.createArena()) {
        AddressRange range = AddressRange.reserve(Native.KERNEL, "range", 8);
        ByteBuffer buffer = range.buffer().putLong(0, 5);
        String said = tried(() -> range.showMap(arena.fd()));
        long after = buffer.getLong(0);
        buffer.putLong(0, 7);
        System.out.printf(
            "%s: %d, then %d, lost=%s%n", said, after, buffer.getLong(0), range.isLost());
      }
    }
  }

  /** What is refused and becomes garbage takes nothing away that somebody else has mapped since. */
  @Test
  public void theCollectorUnmapsNothingOfSomebodyElse() throws Exception {
    requireArenas();
    assertThat(ForkedJvm.run(Collected.class)).isEqualTo("60 refused, 200 pages of others\n");
  }

  /** Moves arenas in, maps other pages, and collects. */
  static final class Collected {
    public static void main(String[] args) throws Exception {
      List<Long> first = new ArrayList<>();
      int refused = 0;
      for (int i = 0; i < 60; i++) {
        try (TestMap arena = TestMap.createArena()) {
          refused +=
              tried(() -> AddressRange.reserve(Native.KERNEL, "arena", 8).showMap(arena.fd()))
                      .equals("shown")
                  ? 0
                  : 1;
        }
      }
      for (int i = 0; i < 200; i++) {
        first.add(page());
      }
      for (int i = 0; i < 10; i++) {
        System.gc();
        Thread.sleep(20); // the cleaner's thread comes after the collector
        for (long page : first) {
          AddressSpace.putLong(page, page);
        }
      }
      System.out.println(refused + " refused, " + first.size() + " pages of others");
    }

    private static long page() {
      int flags = LibC.MAP_PRIVATE | LibC.MAP_ANONYMOUS;
      int protection = LibC.PROT_READ | LibC.PROT_WRITE;
      return Native.libcSixArguments().mmap(0, AddressRange.pageSize(), protection, flags, -1, 0);
    }
  }

  private static String tried(Runnable change) {
    try {
      change.run();
      return "shown";
    } catch (BpfException e) {
      return e.operation() + " -" + e.errno();
    }
  }

  @Test
  public void addressesThatAreLostAreNeitherUnmappedNorChanged() throws Exception {
    int page = AddressRange.pageSize();
    int flags = LibC.MAP_PRIVATE | LibC.MAP_ANONYMOUS;
    long address = Native.libcSixArguments().mmap(0, 5L * page, LibC.PROT_READ, flags, -1, 0);
    Mapping mapping = new Mapping(Native.KERNEL, address, 5L * page);
    mapping.lose(address + 3L * page, page, 12);
    mapping.lose(address + page, page, 22);
    assertThat(mapping.errnoOfLoss(address, page)).isZero();
    assertThat(mapping.errnoOfLoss(address, page + 1L)).isEqualTo(22);
    assertThat(mapping.errnoOfLoss(address + 2L * page - 1, 1)).isEqualTo(22);
    assertThat(mapping.errnoOfLoss(address + 2L * page, page)).isZero();
    assertThat(mapping.errnoOfLoss(address, 5L * page)).isEqualTo(12);
    mapping.unmapNow();
    boolean[] mapped = new boolean[5];
    for (int i = 0; i < 5; i++) {
      mapped[i] = Mappings.isMapped(address + (long) i * page);
    }
    assertThat(mapped).containsExactly(false, true, false, true, false);
    Native.libc().munmap(address + page, page);
    Native.libc().munmap(address + 3L * page, page);
  }
}
