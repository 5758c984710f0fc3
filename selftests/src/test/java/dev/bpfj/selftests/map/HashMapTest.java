package dev.bpfj.selftests.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.map.MapCursor;
import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.map.MapSpec;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.map.TypedMap;
import dev.bpfj.libbpf.map.codec.MapCodec;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import dev.bpfj.progs.MapValuesSkel;
import dev.bpfj.progs.MapValuesSkel.Flow;
import dev.bpfj.progs.MapValuesSkel.Stats;
import dev.bpfj.test.RequiresKernel;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.testng.annotations.Test;

/** The common verbs, on a hash table of the running kernel. */
@Test(groups = {"host", "vm"})
public final class HashMapTest {
  private static final MapType HASH = MapType.HASH;
  private static final long NOEXIST = 1;
  private static final long EXIST = 2;

  private static MapHandle hash(int entries) {
    return MapHandle.create(MapSpec.of(HASH, 4, 8, entries).name("typed"));
  }

  private static TypedMap<Integer, Long> typed(MapHandle map) {
    return TypedMap.of(map, MapCodecs.s32(), MapCodecs.s64());
  }

  public void aProgramAndJavaShareStructs() {
    try (MapValuesSkel skel = MapValuesSkel.openAndLoad()) {
      TypedMap<Flow, Stats> flows = skel.maps().flows();
      assertThat(Maps.run(skel.progs().see(), 0x7f000001, 80, 100)).isZero();
      Flow flow = new Flow();
      flow.address(0x7f000001);
      flow.port(80);
      Stats stats = flows.lookup(flow).orElseThrow();
      assertThat(stats.packets()).isEqualTo(1);
      assertThat(stats.bytes()).isEqualTo(100);
      assertThat(stats.last()).isEqualTo(0xff);
      stats.packets(1_000);
      flows.update(flow, stats);
      assertThat(Maps.run(skel.progs().see(), 0x7f000001, 80, 23)).isZero();
      assertThat(skel.bss().lastStats().packets()).isEqualTo(1_001);
      assertThat(flows.toMap()).containsOnlyKeys(flow);
      assertThat(flows.lookup(flow).orElseThrow().bytes()).isEqualTo(123);
      assertThat(flows.delete(flow)).isTrue();
    }
  }

  public void findsWhatWasPutIn() {
    try (MapHandle handle = hash(4)) {
      TypedMap<Integer, Long> map = typed(handle);
      assertThat(map.lookup(1)).isEmpty();
      map.update(1, 11L);
      map.update(-2, Long.MIN_VALUE);
      assertThat(map.lookup(1)).contains(11L);
      assertThat(map.lookup(-2)).contains(Long.MIN_VALUE);
      map.update(1, 12L);
      assertThat(map.lookup(1)).contains(12L);
    }
  }

  public void deletesOnce() {
    try (MapHandle handle = hash(4)) {
      TypedMap<Integer, Long> map = typed(handle);
      map.update(1, 11L);
      map.update(2, 22L);
      assertThat(map.delete(1)).isTrue();
      assertThat(map.delete(1)).isFalse();
      assertThat(map.keys()).containsExactly(2);
    }
  }

  @RequiresKernel(value = "5.14", feature = "lookup and delete in hash tables")
  public void takesAValueOut() {
    try (MapHandle handle = hash(4)) {
      TypedMap<Integer, Long> map = typed(handle);
      map.update(2, 22L);
      assertThat(map.lookupAndDelete(2)).contains(22L);
      assertThat(map.lookupAndDelete(2)).isEmpty();
      assertThat(map.keys()).isEmpty();
    }
  }

  public void keepsToTheFlagsOfAnUpdate() {
    try (MapHandle handle = hash(4)) {
      TypedMap<Integer, Long> map = typed(handle);
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> map.update(1, 1L, EXIST))
          .withMessage(
              "map \"typed\": bpf_map_update_elem: -ENOENT (2), No such file or directory");
      map.update(1, 1L, NOEXIST);
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> map.update(1, 2L, NOEXIST))
          .withMessage("map \"typed\": bpf_map_update_elem: -EEXIST (17), File exists");
      map.update(1, 3L, EXIST);
      assertThat(map.lookup(1)).contains(3L);
    }
  }

  public void saysThatTheMapIsFull() {
    try (MapHandle handle = hash(1)) {
      TypedMap<Integer, Long> map = typed(handle);
      map.update(1, 1L);
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> map.update(2, 2L))
          .withMessage(
              "map \"typed\": bpf_map_update_elem: -E2BIG (7), Argument list too long; the map is"
                  + " full: maxEntries=1; delete keys, or make it larger (before load by"
                  + " settings().maxEntries)");
    }
  }

  public void goesFromKeyToKey() {
    try (MapHandle handle = hash(8)) {
      TypedMap<Integer, Long> map = typed(handle);
      assertThat(map.firstKey()).isEmpty();
      map.update(1, 1L);
      map.update(2, 2L);
      int first = map.firstKey().orElseThrow();
      int second = map.nextKey(first).orElseThrow();
      assertThat(first + second).isEqualTo(3);
      assertThat(map.nextKey(second)).isEmpty();
    }
  }

  public void comesByEveryEntryOnceThoughTheyAreDeletedOnTheWay() {
    try (MapHandle handle = hash(1_000)) {
      TypedMap<Integer, Long> map = typed(handle);
      Map<Integer, Long> expected = fill(map, 1_000);
      Map<Integer, Long> seen = new TreeMap<>();
      map.forEach(
          (key, value) -> {
            assertThat(seen.put(key, value)).isNull();
            map.delete(key);
          });
      assertThat(seen).isEqualTo(expected);
      assertThat(map.keys()).isEmpty();
    }
  }

  public void comesByNoKeyTwiceThoughItIsSentBackToTheBeginning() {
    try (MapHandle handle = hash(1_000)) {
      TypedMap<Integer, Long> map = typed(handle);
      fill(map, 1_000);
      Map<Integer, Long> seen = new HashMap<>();
      map.forEach(
          (key, value) -> {
            assertThat(seen.put(key, value)).isNull();
            // The one that the walk would go on from.
            map.nextKey(key).ifPresent(next -> deleteIfOdd(map, next));
          });
      for (int i = 0; i < 1_000; i += 2) {
        assertThat(seen).containsEntry(i, i * 10L);
      }
    }
  }

  public void comesByNoKeyTwiceWhileAnotherThreadPutsInAndDeletes() throws Exception {
    try (MapHandle handle = hash(1_200)) {
      TypedMap<Integer, Long> map = typed(handle);
      Map<Integer, Long> staying = fill(map, 1_000);
      AtomicLong churned = new AtomicLong();
      AtomicBoolean enough = new AtomicBoolean();
      Thread churn = new Thread(() -> churn(map, churned, enough), "churn");
      churn.start();
      try {
        Set<Integer> seen = new HashSet<>();
        for (int walk = 0; walk < 50; walk++) {
          long before = churned.get();
          List<Integer> keys = map.keys();
          assertThat(keys).doesNotHaveDuplicates();
          seen.addAll(keys);
          map.toMap()
              .forEach((key, value) -> assertThat(value).as("key %s", key).isEqualTo(key * 10L));
          while (churned.get() == before && churn.isAlive()) {
            Thread.onSpinWait();
          }
        }
        assertThat(seen).containsAll(staying.keySet());
        assertThat(churn.isAlive()).isTrue();
      } finally {
        enough.set(true);
        churn.join();
      }
    }
  }

  /** Puts 100 other keys in and deletes them, over and over. */
  private static void churn(TypedMap<Integer, Long> map, AtomicLong churned, AtomicBoolean enough) {
    while (!enough.get()) {
      for (int key = 1_000; key < 1_100; key++) {
        map.update(key, key * 10L);
      }
      for (int key = 1_000; key < 1_100; key++) {
        map.delete(key);
      }
      churned.incrementAndGet();
    }
  }

  private static void deleteIfOdd(TypedMap<Integer, Long> map, int key) {
    if (key % 2 != 0) {
      map.delete(key);
    }
  }

  public void clearsAll() {
    try (MapHandle handle = hash(100)) {
      TypedMap<Integer, Long> map = typed(handle);
      fill(map, 100);
      map.clear();
      assertThat(map.keys()).isEmpty();
      map.clear();
    }
  }

  private static Map<Integer, Long> fill(TypedMap<Integer, Long> map, int count) {
    Map<Integer, Long> entries = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      map.update(i, i * 10L);
      entries.put(i, i * 10L);
    }
    return entries;
  }

  public void readsAndWritesInNativeMemory() {
    try (MapHandle handle = hash(8)) {
      MapCursor cursor = handle.cursor();
      cursor.key().putInt(0, 7);
      assertThat(cursor.lookup()).isFalse();
      cursor.value().putLong(0, 70);
      cursor.update();
      cursor.value().putLong(0, 0);
      assertThat(cursor.lookup()).isTrue();
      assertThat(cursor.value().getLong(0)).isEqualTo(70);
      assertThat(typed(handle).lookup(7)).contains(70L);
      assertThat(cursor.delete()).isTrue();
      assertThat(cursor.delete()).isFalse();
    }
  }

  public void movesACursorOverKeysThatItDeletes() {
    try (MapHandle handle = hash(100)) {
      TypedMap<Integer, Long> map = typed(handle);
      fill(map, 100);
      MapCursor cursor = map.cursor();
      int odd = 0;
      while (cursor.next()) {
        if (cursor.key().getInt(0) % 2 != 0) {
          odd++;
          assertThat(cursor.delete()).isTrue();
        }
      }
      assertThat(odd).isEqualTo(50);
      assertThat(map.keys()).hasSize(50);
      int rest = 0;
      while (cursor.next()) {
        rest++;
      }
      assertThat(rest).isEqualTo(50);
    }
  }

  public void refusesAKeyOfAnotherSize() {
    try (MapHandle handle = hash(4)) {
      TypedMap<byte[], byte[]> map = handle.entries();
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> map.lookup(new byte[3]))
          .withMessage("map \"typed\": key: wrong number of bytes: size=3, expected=4");
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> map.update(new byte[4], new byte[9]))
          .withMessage("map \"typed\": value: wrong number of bytes: size=9, expected=8");
    }
  }

  public void refusesTypesOfAnotherSize() {
    try (MapHandle handle = hash(4)) {
      TypedMap<Long, Long> map = TypedMap.of(handle, MapCodecs.s64(), MapCodecs.s64());
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> map.lookup(1L))
          .withMessage("map \"typed\": its keys are not of the size of their type: size=4, type=8");
    }
  }

  public void isRefusedOnceTheMapIsClosed() {
    MapHandle handle = hash(4);
    TypedMap<Integer, Long> map = typed(handle);
    map.update(1, 1L);
    MapCursor cursor = map.cursor();
    handle.close();
    handle.close();
    assertThatExceptionOfType(BpfClosedException.class)
        .isThrownBy(() -> map.lookup(1))
        .withMessage("map \"typed\": is closed");
    assertThatExceptionOfType(BpfClosedException.class).isThrownBy(cursor::next);
    assertThatExceptionOfType(BpfClosedException.class).isThrownBy(handle::fd);
    ByteBuffer key = cursor.key();
    assertThat(key.putInt(0, 1).getInt(0)).isEqualTo(1);
  }

  public void aCodecMayUseTheMapThatItIsUsedBy() {
    try (MapHandle handle = hash(8)) {
      TypedMap<Integer, Long> plain = typed(handle);
      plain.update(1, 2L);
      plain.update(2, 3L);
      TypedMap<Integer, Long> curious = TypedMap.of(handle, new Curious(plain), MapCodecs.s64());
      assertThat(curious.lookup(1)).contains(3L);
    }
  }

  /** Writes, instead of a key, the value that another map has for it. */
  private record Curious(TypedMap<Integer, Long> map) implements MapCodec<Integer> {
    @Override
    public int size() {
      return 4;
    }

    @Override
    public void put(ByteBuffer buffer, int offset, Integer value) {
      buffer.putInt(offset, value);
      buffer.putInt(offset, Math.toIntExact(map.lookup(value).orElseThrow()));
    }

    @Override
    public Integer get(ByteBuffer buffer, int offset) {
      return buffer.getInt(offset);
    }
  }
}
