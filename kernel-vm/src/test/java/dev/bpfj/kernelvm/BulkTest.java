package dev.bpfj.kernelvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.kernelvm.incase.BootedCases;
import dev.bpfj.kernelvm.report.KernelReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.testng.annotations.Test;

/**
 * A recipe for booting is trusted when many boots in a row are not enough to break it: {@code mvn
 * verify -pl kernel-vm -Dkernelvm.excludedGroups=every-kernel -Dtest=BulkTest -Dkernelvm.boots=50}.
 */
public final class BulkTest {
  @Test(groups = "bulk")
  public void noBootIsLost() {
    int boots = Integer.getInteger("kernelvm.boots");
    Map<String, List<Duration>> spoken = new TreeMap<>();
    Map<String, List<Duration>> ended = new TreeMap<>();
    List<String> lost = new ArrayList<>();
    for (int i = 1; i <= boots; i++) {
      for (KernelReport kernel :
          new Guest("bulk").cases(BootedCases.class).every().run().kernels()) {
        int boot = i;
        kernel.failures().forEach(failure -> lost.add("boot " + boot + ": " + failure));
        spoken.computeIfAbsent(kernel.kernel(), name -> new ArrayList<>()).add(kernel.boot());
        ended.computeIfAbsent(kernel.kernel(), name -> new ArrayList<>()).add(kernel.time());
      }
    }
    spoken.forEach((name, times) -> print(name + ": JVM's first word", times));
    ended.forEach((name, times) -> print(name + ": in all", times));
    assertThat(lost).isEmpty();
  }

  private static void print(String what, List<Duration> times) {
    List<Duration> sorted = times.stream().sorted().toList();
    System.out.printf(
        "%s: boots=%d, least=%.1f s, median=%.1f s, most=%.1f s%n",
        what,
        sorted.size(),
        sorted.get(0).toMillis() / 1000.0,
        sorted.get(sorted.size() / 2).toMillis() / 1000.0,
        sorted.get(sorted.size() - 1).toMillis() / 1000.0);
  }
}
