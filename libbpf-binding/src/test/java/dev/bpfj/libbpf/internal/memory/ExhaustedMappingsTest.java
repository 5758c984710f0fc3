package dev.bpfj.libbpf.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.ForkedJvm;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.raw.LibC;
import org.testng.annotations.Test;

/**
 * A process that has as many mappings as the kernel allows: mmap is refused, and just below that
 * mremap alone, which wants room for more. In JVMs of their own, which have to live through it.
 */
public final class ExhaustedMappingsTest {
  /**
   * So that the JVM itself wants no new mapping meanwhile: no compiler, and a heap that is all
   * there.
   */
  private static final String[] FRUGAL = {
    "-Xint", "-XX:+UseSerialGC", "-Xms32m", "-Xmx32m", "-XX:+AlwaysPreTouch"
  };

  @Test
  public void mremapThatIsRefusedLeavesThePagesAsTheyWere() throws Exception {
    assertThat(ForkedJvm.run(RefusedMremap.class, FRUGAL))
        .isEqualTo(
            "range: mremap: -ENOMEM (12)\n7\n"
                + "true, then range: mremap: -ENOMEM (12), mapped for good: true\n");
  }

  @Test
  public void mmapThatIsRefusedLeavesThePagesAsTheyWere() throws Exception {
    assertThat(ForkedJvm.run(RefusedMmap.class, FRUGAL))
        .isEqualTo("range: mmap: -ENOMEM (12)\n7\n");
  }

  @Test
  public void zerosThatAreRefusedLeaveTheMapInPlace() throws Exception {
    assertThat(ForkedJvm.run(RefusedZeros.class, FRUGAL))
        .isEqualTo("range: mmap: -ENOMEM (12)\n42\n");
  }

  /** Moves a map in, exhausts the mappings, and moves zeros in. */
  static final class RefusedZeros {
    public static void main(String[] args) {
      try (TestMap map = TestMap.create(8, TestMap.MMAPABLE)) {
        AddressRange range = AddressRange.reserve(Native.KERNEL, "range", 8);
        range.showMap(map.fd());
        range.buffer().putLong(0, 42);
        warmUp(map);
        exhaust();
        report(tried(range::showZeros), range);
      }
    }
  }

  /**
   * Reserves, exhausts the mappings but for a few, and moves a map in. Whether the pages are still
   * the range's own is not known then, so they are left alone for good.
   */
  static final class RefusedMremap {
    public static void main(String[] args) throws Exception {
      try (TestMap map = TestMap.create(8, TestMap.MMAPABLE)) {
        AddressRange range = AddressRange.reserve(Native.KERNEL, "range", 8);
        range.buffer().putLong(0, 7);
        warmUp(map);
        exhaust();
        for (int free = 1; free <= 8; free++) {
          Native.libc().munmap(Exhausted.pages[free], 4096);
          String said = tryToShow(range, map);
          if (said.contains("mremap")) {
            report(said, range);
            long address = range.address();
            System.out.print(range.isLost() + ", then " + tryToShow(range, map));
            range = null;
            System.out.println(", mapped for good: " + Mappings.stays(address));
            return;
          }
        }
      }
      throw new AssertionError("mremap was never refused");
    }
  }

  /** Reserves, exhausts the mappings, and moves a map in. */
  static final class RefusedMmap {
    public static void main(String[] args) {
      try (TestMap map = TestMap.create(8, TestMap.MMAPABLE)) {
        AddressRange range = AddressRange.reserve(Native.KERNEL, "range", 8);
        range.buffer().putLong(0, 7);
        warmUp(map);
        exhaust();
        report(tryToShow(range, map), range);
      }
    }
  }

  private static final class Exhausted {
    static final long[] pages = new long[200_000];
    static int count;
  }

  /** Loads the classes that the measurement needs, which takes mappings itself. */
  private static void warmUp(TestMap map) {
    AddressRange other = AddressRange.reserve(Native.KERNEL, "range", 8);
    tryToShow(other, new TestMap(1_000_000));
    tryToShow(other, map);
    tried(other::showZeros);
    System.out.flush();
  }

  /** Single pages of changing protection, so that the kernel cannot merge them. */
  private static void exhaust() {
    int flags = LibC.MAP_PRIVATE | LibC.MAP_ANONYMOUS | LibC.MAP_NORESERVE;
    while (true) {
      int protection = Exhausted.count % 2 == 0 ? LibC.PROT_READ : 0;
      long page = Native.libcSixArguments().mmap(0, 4096, protection, flags, -1, 0);
      if (page == LibC.MAP_FAILED) {
        return;
      }
      Exhausted.pages[Exhausted.count++] = page;
    }
  }

  private static String tryToShow(AddressRange range, TestMap map) {
    return tried(() -> range.showMap(map.fd()));
  }

  private static String tried(Runnable change) {
    try {
      change.run();
      return "shown";
    } catch (BpfException e) {
      return "range: " + e.operation() + ": " + (e.errno() == 12 ? "-ENOMEM (12)" : e.errno());
    }
  }

  private static void report(String said, AddressRange range) {
    long value = range.buffer().getLong(0);
    for (int i = 0; i < Exhausted.count; i++) {
      Native.libc().munmap(Exhausted.pages[i], 4096);
    }
    System.out.println(said);
    System.out.println(value);
  }
}
