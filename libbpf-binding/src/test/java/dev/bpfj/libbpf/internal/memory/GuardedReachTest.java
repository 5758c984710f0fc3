package dev.bpfj.libbpf.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.ForkedJvm;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.raw.LibC;
import java.lang.ref.Reference;
import org.testng.annotations.Test;

/**
 * What is mapped behind a range is enough for the widest access at the farthest offset, with pages
 * behind it that nobody may touch. In a JVM of its own, which ends if it does.
 */
public final class GuardedReachTest {

  @Test
  public void theWidestAccessAtTheFarthestOffsetIsMapped() throws Exception {
    assertThat(ForkedJvm.run(Farthest.class)).isEqualTo("5, guarded\n");
  }

  /** Reserves until a range lies right before a guard, and goes as far beyond its end as may be. */
  static final class Farthest {
    public static void main(String[] args) {
      int page = AddressRange.pageSize();
      for (int i = 0; i < 1_000; i++) {
        int flags = LibC.MAP_PRIVATE | LibC.MAP_ANONYMOUS;
        // The kernel gives addresses from the highest down.
        long guard = Native.libcSixArguments().mmap(0, page, 0, flags, -1, 0);
        AddressRange range = AddressRange.reserve(Native.KERNEL, "range", page);
        long end = range.address() + page;
        long behind = guard - end;
        if (behind >= AddressRange.REACH && behind <= AddressRange.REACH + page) {
          long farthest = end + AddressRange.REACH - 1;
          AddressSpace.putLong(farthest, 5);
          System.out.println(AddressSpace.getLong(farthest) + ", guarded");
          Reference.reachabilityFence(range.buffer());
          return;
        }
      }
      throw new AssertionError("no range lies before a guard");
    }
  }
}
