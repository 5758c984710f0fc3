package dev.bpfj.selftests.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.map.MappedMap;
import dev.bpfj.progs.MinimalSkel;
import dev.bpfj.test.leak.Leaks;
import java.time.Duration;
import org.testng.annotations.Test;

/** The check of every test finds what is left, in every kernel. */
@Test(groups = {"host", "vm"})
public final class LeaksTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  public void anAttachedSkeletonIsFoundUntilItIsClosed() {
    Leaks before = Leaks.now();
    try (MinimalSkel skel = MinimalSkel.openAndLoad()) {
      skel.attach();
      assertThat(before.since(Duration.ZERO))
          .anyMatch(leak -> leak.matches("file descriptor \\d+ of anon_inode:bpf-map \\(map_id .*"))
          .anyMatch(
              leak -> leak.matches("file descriptor \\d+ of anon_inode:bpf-prog \\(prog_id .*"))
          .anyMatch(leak -> leak.startsWith("mapping of a BPF map at "))
          .anyMatch(leak -> leak.matches("program \\d+ \"answer\" in the kernel"))
          .anyMatch(leak -> leak.matches("map \\d+ \"minimal.bss\" in the kernel"))
          .anyMatch(leak -> leak.matches("link \\d+ \"answer\" in the kernel"));
    }
    assertThat(before.since(LONG)).isEmpty();
  }

  public void aMappingWithoutADescriptorIsFound() {
    Leaks before = Leaks.now();
    MappedMap mapping;
    try (MinimalSkel skel = MinimalSkel.openAndLoad()) {
      mapping = skel.object().map(".bss").mmap();
    }
    try (mapping) {
      assertThat(before.since(Duration.ZERO))
          .anyMatch(leak -> leak.startsWith("mapping of a BPF map at "))
          .noneMatch(leak -> leak.startsWith("file descriptor"));
    }
    assertThat(before.since(LONG)).isEmpty();
  }
}
