package dev.bpfj.selftests.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.map.BloomFilterMap;
import dev.bpfj.progs.MapBloomSkel;
import dev.bpfj.test.BpfSkeleton;
import dev.bpfj.test.RequiresKernel;
import org.testng.annotations.Test;

/** Bloom filters. */
@Test(groups = {"host", "vm"})
@RequiresKernel(value = "5.16", feature = "Bloom filters")
public final class BloomFilterTest {
  @BpfSkeleton private MapBloomSkel skel;

  public void knowsWhatEitherSideAdded() {
    assertThat(skel.maps().seen().settings().mapExtra()).isEqualTo(3);
    BloomFilterMap<Long> seen = skel.maps().seen();
    seen.add(7L);
    assertThat(seen.mayContain(7L)).isTrue();
    assertThat(Maps.run(skel.progs().notice(), 7)).isEqualTo(1);
    assertThat(Maps.run(skel.progs().notice(), 8)).isZero();
    assertThat(seen.mayContain(8L)).isTrue();
  }

  public void isSeldomWrongAboutOthers() {
    BloomFilterMap<Long> seen = skel.maps().seen();
    for (long value = 0; value < 500; value++) {
      seen.add(value);
    }
    int wrong = 0;
    for (long value = 0; value < 10_000; value++) {
      boolean said = seen.mayContain(value);
      assertThat(said || value >= 500).isTrue();
      wrong += said && value >= 500 ? 1 : 0;
    }
    assertThat(wrong).isLessThan(2_000);
  }

  public void forgetsNothing() {
    assertThatExceptionOfType(BpfException.class)
        .isThrownBy(() -> skel.maps().seen().map().entries().delete(new byte[0]))
        .withMessageStartingWith("map \"seen\": bpf_map_delete_elem: -EOPNOTSUPP (95)");
  }
}
