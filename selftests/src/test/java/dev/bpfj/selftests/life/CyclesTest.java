package dev.bpfj.selftests.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.progs.LifeAttachSkel;
import dev.bpfj.selftests.harness.ChildJvm;
import dev.bpfj.selftests.harness.Resident;
import dev.bpfj.test.leak.Leaks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.Test;

/**
 * Opens, loads, attaches and closes, over and over: as many file descriptors, maps, programs, links
 * and mappings after as before, and no more memory. How many cycles is said by the property {@code
 * life.cycles}; {@code selftests/long-runs} makes it ten thousand.
 */
@Test(groups = {"host", "stress"})
public final class CyclesTest {
  private static final int CYCLES = Integer.getInteger("life.cycles", 200);
  private static final long LARGEST_GROWTH_KIB = 16 * 1024;

  public void leaveNothingBehind() throws Exception {
    String out =
        ChildJvm.run(
            Duration.ofSeconds(600 + 5L * CYCLES),
            Cycles.class,
            Resident.FIXED_HEAP,
            Resident.LARGEST_HEAP,
            Resident.TOUCHED_HEAP,
            "-Dlife.cycles=" + CYCLES);
    System.out.print(out);
    assertThat(out).startsWith(CYCLES + " cycles: 0 left\n");
  }

  /** Warms up for a tenth of the cycles, and compares what is there after it and at the end. */
  static final class Cycles {
    public static void main(String[] args) throws IOException {
      run(CYCLES / 10 + 20);
      System.gc();
      Leaks before = Leaks.now();
      long residentBefore = Resident.kib();
      List<Long> growths = new ArrayList<>();
      for (int tenth = 0; tenth < 10; tenth++) {
        run(CYCLES / 10);
        System.gc();
        growths.add(Resident.kib() - residentBefore);
      }
      List<String> left = before.since(Duration.ofMinutes(2));
      long growth = growths.get(9);
      System.out.println(CYCLES + " cycles: " + left.size() + " left");
      left.forEach(System.out::println);
      System.out.println("growth in KiB after each tenth: " + growths);
      if (growth > LARGEST_GROWTH_KIB) {
        throw new AssertionError("growth in KiB: " + growth);
      }
    }

    private static void run(int cycles) {
      for (int i = 0; i < cycles; i++) {
        try (LifeAttachSkel skel = LifeAttachSkel.open()) {
          skel.load();
          skel.attach();
          if (skel.bss().firstRuns() < 0) {
            throw new AssertionError("a count below zero");
          }
        }
      }
    }
  }
}
