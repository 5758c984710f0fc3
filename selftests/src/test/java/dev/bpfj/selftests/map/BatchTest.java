package dev.bpfj.selftests.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.map.MapBatch;
import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.map.MapSpec;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.map.TypedMap;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Many entries at once, with types of maps for which the kernel has a call and with others. */
@Test(groups = {"host", "vm"})
public final class BatchTest {
  private static final int NO_PREALLOC = 1;
  private static final int ROUNDS = 50;

  /** A trie goes on from keys, so it is read one by one. */
  @DataProvider
  public Object[][] types() {
    return new Object[][] {
      {MapType.HASH, 0}, {MapType.LRU_HASH, 0}, {MapType.LPM_TRIE, NO_PREALLOC}
    };
  }

  private static MapHandle create(MapType type, int flags) {
    return MapHandle.create(MapSpec.of(type, 8, 8, 4_000).name("batch").mapFlags(flags));
  }

  /** As a trie has it: a prefix of 32 bits, and a number. */
  private static TypedMap<Long, Long> typed(MapHandle map) {
    return TypedMap.of(map, MapCodecs.s64(), MapCodecs.s64());
  }

  private static Map<Long, Long> entries(int count) {
    Map<Long, Long> entries = new TreeMap<>();
    for (long i = 0; i < count; i++) {
      entries.put(i << 32 | 32, i);
    }
    return entries;
  }

  @Test(dataProvider = "types")
  public void putsInAndGoesOverAll(MapType type, int flags) {
    try (MapHandle handle = create(type, flags)) {
      TypedMap<Long, Long> map = typed(handle);
      Map<Long, Long> entries = entries(2_000);
      map.updateBatch(entries);
      assertThat(map.toMap()).containsExactlyInAnyOrderEntriesOf(entries);
      assertThat(map.keys()).containsExactlyInAnyOrderElementsOf(entries.keySet());
    }
  }

  @Test(dataProvider = "types")
  public void anEmptyMapHasNothingToGoOver(MapType type, int flags) {
    try (MapHandle handle = create(type, flags)) {
      TypedMap<Long, Long> map = typed(handle);
      assertThat(map.toMap()).isEmpty();
      map.updateBatch(Map.of());
      assertThat(map.deleteBatch(List.of())).isZero();
      map.clear();
    }
  }

  @Test(dataProvider = "types")
  public void deletesThoseThatAreThere(MapType type, int flags) {
    try (MapHandle handle = create(type, flags)) {
      TypedMap<Long, Long> map = typed(handle);
      map.updateBatch(entries(1_000));
      List<Long> some = new ArrayList<>();
      for (long i = 500; i < 2_500; i++) {
        some.add(i << 32 | 32);
      }
      assertThat(map.deleteBatch(some)).isEqualTo(500);
      assertThat(map.toMap()).containsExactlyInAnyOrderEntriesOf(entries(500));
    }
  }

  @Test(dataProvider = "types")
  public void drainsAll(MapType type, int flags) {
    try (MapHandle handle = create(type, flags)) {
      TypedMap<Long, Long> map = typed(handle);
      Map<Long, Long> entries = entries(2_000);
      map.updateBatch(entries);
      Map<Long, Long> drained = new HashMap<>();
      map.drain((key, value) -> assertThat(drained.put(key, value)).isNull());
      assertThat(drained).containsExactlyInAnyOrderEntriesOf(entries);
      assertThat(map.keys()).isEmpty();
    }
  }

  @Test(dataProvider = "types")
  public void clearsAll(MapType type, int flags) {
    try (MapHandle handle = create(type, flags)) {
      TypedMap<Long, Long> map = typed(handle);
      map.updateBatch(entries(2_000));
      map.clear();
      assertThat(map.firstKey()).isEmpty();
    }
  }

  @Test(dataProvider = "types")
  public void readsInBatchesOfAnySize(MapType type, int flags) {
    try (MapHandle handle = create(type, flags)) {
      Map<Long, Long> entries = entries(300);
      typed(handle).updateBatch(entries);
      for (int capacity : new int[] {1, 2, 7, 299, 300, 301, 5_000}) {
        MapBatch batch = handle.batch(capacity);
        assertThat(read(batch)).as("capacity %s", capacity).isEqualTo(entries);
        assertThat(read(batch)).as("again").isEqualTo(entries);
      }
    }
  }

  /**
   * The kernel reads a bucket as a whole, and refuses one that holds more than there is room for.
   */
  public void readsAndDrainsAFullTableByBatchesOfOneEntry() {
    try (MapHandle handle = create(MapType.HASH, 0)) {
      Map<Long, Long> entries = entries(4_000);
      typed(handle).updateBatch(entries);
      MapBatch batch = handle.batch(1);
      assertThat(read(batch)).isEqualTo(entries);
      Map<Long, Long> drained = new TreeMap<>();
      for (int n = batch.lookupAndDelete(); n > 0; n = batch.lookupAndDelete()) {
        assertThat(n).isLessThanOrEqualTo(batch.capacity()); // which has grown to a bucket's
        for (int i = 0; i < n; i++) {
          Long key = batch.keys().getLong(batch.keyOffset(i));
          assertThat(drained.put(key, batch.values().getLong(batch.valueOffset(i)))).isNull();
        }
      }
      assertThat(drained).isEqualTo(entries);
      assertThat(typed(handle).keys()).isEmpty();
    }
  }

  private static Map<Long, Long> read(MapBatch batch) {
    Map<Long, Long> read = new TreeMap<>();
    for (int n = batch.lookup(); n > 0; n = batch.lookup()) {
      assertThat(n).isLessThanOrEqualTo(batch.capacity());
      for (int i = 0; i < n; i++) {
        Long key = batch.keys().getLong(batch.keyOffset(i));
        assertThat(read.put(key, batch.values().getLong(batch.valueOffset(i)))).isNull();
      }
    }
    return read;
  }

  /** Tries are left out: those of most kernels put in what is there already. */
  @DataProvider
  public Object[][] typesThatRefuse() {
    return new Object[][] {{MapType.HASH, 0}, {MapType.LRU_HASH, 0}};
  }

  @Test(dataProvider = "typesThatRefuse")
  public void saysWhichEntryIsRefused(MapType type, int flags) {
    try (MapHandle handle = create(type, flags)) {
      MapBatch batch = handle.batch(4);
      for (int i = 0; i < 4; i++) {
        batch.keys().putLong(batch.keyOffset(i), (long) i << 32 | 32);
      }
      batch.update(3, 0);
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> batch.update(4, 1))
          .withMessage(
              "map \"batch\": entry 0 of 4: bpf_map_update_elem: -EEXIST (17), File exists");
      assertThat(typed(handle).keys()).hasSize(3);
    }
  }

  public void saysHowFarItCameInAMapThatIsFull() {
    MapSpec spec = MapSpec.of(MapType.HASH, 8, 8, 2).name("full");
    try (MapHandle handle = MapHandle.create(spec)) {
      TypedMap<Long, Long> map = typed(handle);
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> map.updateBatch(entries(5)))
          .withMessage(
              "map \"full\": entry 0 of 2: bpf_map_update_batch: -E2BIG (7), Argument list too long;"
                  + " the map is full: maxEntries=2; delete keys, or make it larger (before load by"
                  + " settings().maxEntries)");
      assertThat(map.keys()).hasSize(2);
    }
  }

  public void arraysCannotBeEmptied() {
    try (MapHandle handle = MapHandle.create(MapSpec.of(MapType.ARRAY, 4, 8, 10).name("a"))) {
      TypedMap<Integer, Long> map = TypedMap.of(handle, MapCodecs.index(), MapCodecs.s64());
      map.updateBatch(Map.of(3, 30L, 9, 90L));
      assertThat(map.toMap()).hasSize(10).containsEntry(3, 30L).containsEntry(9, 90L);
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(map::clear)
          .withMessage(
              "map \"a\": entry 0 of 1: bpf_map_delete_elem: -EINVAL (22), Invalid argument; the"
                  + " values of an array are always there; set one to zeros instead");
    }
  }

  public void anIndexThatTheArrayDoesNotHaveIsNamed() {
    try (MapHandle handle = MapHandle.create(MapSpec.of(MapType.ARRAY, 4, 8, 10).name("a"))) {
      TypedMap<Long, Long> map = TypedMap.of(handle, MapCodecs.u32(), MapCodecs.s64());
      String advice = "; the map has no such index: index=3000000000, maxEntries=10";
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> map.update(3_000_000_000L, 1L))
          .withMessage(
              "map \"a\": bpf_map_update_elem: -E2BIG (7), Argument list too long" + advice);
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> map.updateBatch(Map.of(3_000_000_000L, 1L)))
          .withMessageEndingWith(advice);
    }
  }

  /** Two at once would have the kernel write into memory that is too small. */
  public void isRefusedToASecondThreadMeanwhile() throws Exception {
    try (MapHandle handle = create(MapType.HASH, 0)) {
      Map<Long, Long> entries = entries(2_000);
      typed(handle).updateBatch(entries);
      for (int round = 0; round < ROUNDS; round++) {
        MapBatch batch = handle.batch(1); // grows while it is read
        CountDownLatch start = new CountDownLatch(2);
        List<Future<?>> readers = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        for (int reader = 0; reader < 2; reader++) {
          readers.add(threads.submit(() -> readAlongside(batch, start)));
        }
        for (Future<?> reader : readers) {
          reader.get();
        }
        threads.shutdown();
        batch.rewind();
        assertThat(read(batch)).isEqualTo(entries);
      }
    }
  }

  private static void readAlongside(MapBatch batch, CountDownLatch start) {
    start.countDown();
    for (int i = 0; i < 30; i++) {
      try {
        batch.lookup();
      } catch (IllegalStateException e) {
        assertThat(e)
            .hasMessage("map \"batch\": a batch is for one thread, and another one is using it");
      }
    }
  }
}
