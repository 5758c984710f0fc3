package dev.bpfj.selftests.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.map.ArrayMap;
import dev.bpfj.libbpf.map.MapCursor;
import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.map.TypedMap;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import dev.bpfj.libbpf.map.codec.PerCpu;
import dev.bpfj.libbpf.map.codec.PerCpuCodec;
import dev.bpfj.progs.MapValuesSkel;
import dev.bpfj.test.BpfSkeleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Maps with a value for each CPU. */
@Test(groups = {"host", "vm"})
public final class PerCpuTest {
  @BpfSkeleton private MapValuesSkel skel;

  private static final int CPUS = PerCpu.count();

  public void aProgramCountsOnTheCpuThatItRunsOn() {
    ArrayMap<PerCpu<Long>> calls = skel.maps().calls();
    List<Long> expected = new ArrayList<>(Collections.nCopies(CPUS, 0L));
    int online = Runtime.getRuntime().availableProcessors();
    for (int cpu = 0; cpu < online; cpu++) {
      for (int i = 0; i <= cpu; i++) {
        assertThat(Maps.runOnCpu(skel.progs().call(), cpu, 77)).isEqualTo(cpu);
      }
      expected.set(cpu, cpu + 1L);
    }
    assertThat(calls.get(0)).isEqualTo(expected);
    assertThat(calls.get(0).sum()).isEqualTo(online * (online + 1L) / 2);
    assertThat(calls.get(0).reduce(Math::max)).isEqualTo(online);
    assertThat(calls.get(1)).isEqualTo(PerCpu.all(0L));
  }

  public void aStructForEachCpu() {
    TypedMap<Long, PerCpu<MapValuesSkel.Stats>> calls = skel.maps().callsByKey();
    Maps.runOnCpu(skel.progs().call(), 0, 42);
    Maps.runOnCpu(skel.progs().call(), 0, 42);
    PerCpu<MapValuesSkel.Stats> stats = calls.lookup(42L).orElseThrow();
    assertThat(stats).hasSize(CPUS);
    assertThat(stats.get(0).packets()).isEqualTo(2);
    assertThat(stats.sum(MapValuesSkel.Stats::packets)).isEqualTo(2);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(stats::sum)
        .withMessage(
            "values of this type have no sum; use sum(ToLongFunction) or reduce: type="
                + MapValuesSkel.Stats.class.getName());
  }

  @DataProvider
  public Object[][] types() {
    return new Object[][] {
      {MapType.PERCPU_HASH}, {MapType.PERCPU_ARRAY}, {MapType.LRU_PERCPU_HASH}
    };
  }

  /** Values of 5 bytes, each CPU's at the next multiple of 8. */
  @Test(dataProvider = "types")
  public void eachCpuHasItsOwnValue(MapType type) {
    try (MapHandle handle = Maps.create(type, 4, 5, 64)) {
      TypedMap<Integer, PerCpu<String>> map =
          TypedMap.of(handle, MapCodecs.index(), PerCpuCodec.of(MapCodecs.text(5)));
      PerCpu<String> values =
          PerCpu.of(LongStream.range(0, CPUS).mapToObj(cpu -> "cpu" + cpu).toList());
      map.update(3, values);
      assertThat(map.lookup(3)).contains(values);
      assertThat(handle.entries().lookup(new byte[] {3, 0, 0, 0}).orElseThrow()).hasSize(8 * CPUS);
      MapCursor cursor = handle.cursor();
      assertThat(cursor.value().capacity()).isEqualTo(8 * CPUS);
    }
  }

  @Test(dataProvider = "types")
  public void manyAtOnce(MapType type) {
    try (MapHandle handle = Maps.create(type, 4, 8, 64)) {
      TypedMap<Integer, PerCpu<Long>> map =
          TypedMap.of(handle, MapCodecs.index(), PerCpuCodec.of(MapCodecs.s64()));
      PerCpu<Long> ones = PerCpu.all(1L);
      PerCpu<Long> twos = PerCpu.all(2L);
      map.updateBatch(Map.of(1, ones, 2, twos));
      assertThat(map.toMap()).containsEntry(1, ones).containsEntry(2, twos);
    }
  }

  public void refusesAListOfAnotherLength() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> PerCpu.of(Collections.nCopies(CPUS + 1, 1L)))
        .withMessage("wrong number of CPUs: size=%d, expected=%d", CPUS + 1, CPUS);
  }

  public void allCpusOfAnArrayAreSetAtOnce() {
    try (MapHandle handle = Maps.create(MapType.PERCPU_ARRAY, 4, 4, 3)) {
      ArrayMap<PerCpu<Long>> map = ArrayMap.of(handle, PerCpuCodec.of(MapCodecs.u32()));
      map.set(2, PerCpu.all(7L));
      assertThat(map.get(2).sum()).isEqualTo(7L * CPUS);
      assertThat(map.toList()).containsExactly(PerCpu.all(0L), PerCpu.all(0L), PerCpu.all(7L));
    }
  }

  public void refusesACodecOfOneValueAlone() {
    try (MapHandle handle = Maps.create(MapType.PERCPU_ARRAY, 4, 4, 1)) {
      TypedMap<Integer, Long> map = TypedMap.of(handle, MapCodecs.index(), MapCodecs.u32());
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> map.lookup(0))
          .withMessage(
              "map \"bpfj_test\": its values are not of the size of their type: size=%d, type=4",
              8 * CPUS);
    }
  }
}
