package dev.bpfj.selftests.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.BpfMap;
import dev.bpfj.libbpf.MapHandle;
import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.map.FdMap;
import dev.bpfj.libbpf.map.MapCodecs;
import dev.bpfj.libbpf.map.MapSpec;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.map.TypedMap;
import dev.bpfj.progs.MapNestedSkel;
import java.util.function.Consumer;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Maps in maps. */
@Test(groups = {"host", "vm"})
public final class NestedMapsTest {

  private static MapHandle inner(long entries) {
    return Maps.create(MapType.ARRAY, 4, 8, entries);
  }

  private static TypedMap<Integer, Long> numbers(BpfMap map) {
    return MapNestedSkel.Maps.byIndexInner(map);
  }

  private static FdMap<Integer, BpfMap> byIndex(MapNestedSkel skel) {
    return skel.maps().byIndex();
  }

  private static FdMap<Long, BpfMap> byName(MapNestedSkel skel) {
    return skel.maps().byName();
  }

  public void aProgramFindsTheMapThatTheObjectPutsIn() {
    try (MapNestedSkel skel = MapNestedSkel.openAndLoad()) {
      assertThat(Maps.run(skel.progs().addByIndex(), 1, 2, 30)).isZero();
      assertThat(skel.maps().first().lookup(2)).contains(30L);
      assertThat(byIndex(skel).lookup(1)).contains((long) skel.maps().first().info().id());
      assertThat(byIndex(skel).lookup(0)).isEmpty();
      assertThat(Maps.run(skel.progs().addByIndex(), 0, 2, 30)).isEqualTo(1);
    }
  }

  public void mapsArePutInAndTakenOut() {
    try (MapNestedSkel skel = MapNestedSkel.openAndLoad();
        MapHandle red = inner(4);
        MapHandle green = inner(4)) {
      FdMap<Long, BpfMap> colors = byName(skel);
      colors.update(1L, red);
      colors.update(2L, green);
      assertThat(colors.keys()).containsExactlyInAnyOrder(1L, 2L);
      assertThat(Maps.run(skel.progs().addByName(), 1, 3, 5)).isZero();
      assertThat(Maps.run(skel.progs().addByName(), 2, 3, 7)).isZero();
      assertThat(numbers(red).lookup(3)).contains(5L);
      assertThat(numbers(green).lookup(3)).contains(7L);
      assertThat(colors.delete(1L)).isTrue();
      assertThat(colors.delete(1L)).isFalse();
      assertThat(Maps.run(skel.progs().addByName(), 1, 3, 5)).isEqualTo(1);
      colors.clear();
      assertThat(colors.keys()).isEmpty();
    }
  }

  public void aMapStaysInAMapWhenItIsClosedAndIsFoundByItsId() {
    try (MapNestedSkel skel = MapNestedSkel.openAndLoad()) {
      FdMap<Long, BpfMap> maps = byName(skel);
      try (MapHandle map = inner(4)) {
        numbers(map).update(0, 99L);
        maps.update(5L, map);
      }
      long id = maps.lookup(5L).orElseThrow();
      try (MapHandle found = MapHandle.ofId((int) id)) {
        assertThat(numbers(found).lookup(0)).contains(99L);
      }
    }
  }

  public void aMapOfAnotherSizeIsRefused() {
    try (MapNestedSkel skel = MapNestedSkel.openAndLoad();
        MapHandle other = inner(5)) {
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> byIndex(skel).update(0, other))
          .withMessage("map \"by_index\": bpf_map_update_elem: -EINVAL (22), Invalid argument");
    }
  }

  public void aClosedMapIsRefused() {
    try (MapNestedSkel skel = MapNestedSkel.openAndLoad()) {
      MapHandle closed = inner(4);
      closed.close();
      assertThatExceptionOfType(BpfClosedException.class)
          .isThrownBy(() -> byIndex(skel).update(0, closed))
          .withMessage("map \"bpfj_test\": is closed");
    }
  }

  public void thePatternIsReadBeforeLoad() {
    try (MapNestedSkel skel = MapNestedSkel.open()) {
      BpfMap pattern = skel.maps().byName().innerMap().orElseThrow();
      assertThat(pattern.name()).isEqualTo("by_name.inner");
      assertThat(pattern.type()).isEqualTo(MapType.ARRAY);
      assertThat(pattern.keySize()).isEqualTo(4);
      assertThat(pattern.valueSize()).isEqualTo(8);
      assertThat(pattern.maxEntries()).isEqualTo(4);
      assertThat(pattern.mapFlags()).isZero();
      assertThat(skel.maps().first().innerMap()).isEmpty();
    }
  }

  @DataProvider
  public Object[][] changes() {
    return new Object[][] {
      change("setType", map -> map.setType(MapType.HASH)),
      change("setKeySize", map -> map.setKeySize(4)),
      change("setValueSize", map -> map.setValueSize(4)),
      change("setMaxEntries", map -> map.setMaxEntries(9)),
      change("setMapFlags", map -> map.setMapFlags(0)),
      change("setMapExtra", map -> map.setMapExtra(0)),
      change("setNumaNode", map -> map.setNumaNode(0)),
      change("setIfindex", map -> map.setIfindex(0)),
      change("setAutocreate", map -> map.setAutocreate(false)),
      change("setAutoattach", map -> map.setAutoattach(false)),
      change("setPinPath", map -> map.setPinPath("/sys/fs/bpf/bpfj")),
      change("setInnerMap", map -> map.setInnerMap(map)),
      change("reuse", map -> map.reuse(0)),
      change("pin", map -> map.pin("/sys/fs/bpf/bpfj")),
      change("unpin", BpfMap::unpin),
      change("fd", BpfMap::fd),
      change("info", BpfMap::info),
      change("entries", BpfMap::entries),
      change("cursor", BpfMap::cursor),
      change("mmap", BpfMap::mmap),
      change("freeze", BpfMap::freeze),
      change("attachStructOps", BpfMap::attachStructOps),
    };
  }

  private static Object[] change(String name, Consumer<BpfMap> change) {
    return new Object[] {name, change};
  }

  @Test(dataProvider = "changes")
  public void thePatternIsOnlyRead(String name, Consumer<BpfMap> change) {
    try (MapNestedSkel skel = MapNestedSkel.open()) {
      BpfMap pattern = skel.maps().byName().innerMap().orElseThrow();
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> change.accept(pattern))
          .withMessage(
              "map \"by_name.inner\": is only what other maps are made after, and cannot be"
                  + " changed; set a map that is there as the pattern by setInnerMap");
    }
  }

  public void thePatternIsGoneAfterLoad() {
    try (MapNestedSkel skel = MapNestedSkel.open()) {
      BpfMap pattern = skel.maps().byName().innerMap().orElseThrow();
      skel.load();
      assertThat(skel.maps().byName().innerMap()).isEmpty();
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(pattern::maxEntries)
          .withMessage("map \"by_name.inner\": is gone; it was there until load()");
    }
  }

  public void aMapThatIsThereIsSetAsThePattern() {
    try (MapNestedSkel skel = MapNestedSkel.open();
        MapHandle larger = inner(16)) {
      BpfMap old = skel.maps().byName().innerMap().orElseThrow();
      try (MapHandle pattern = inner(16)) {
        skel.maps().byName().setInnerMap(pattern);
      }
      assertThatExceptionOfType(IllegalStateException.class).isThrownBy(old::maxEntries);
      skel.load(); // the pattern is closed, and its descriptor another's perhaps
      byName(skel).update(1L, larger);
      assertThat(Maps.run(skel.progs().addByName(), 1, 15, 1)).isZero();
    }
  }

  public void aPatternIsSetOnce() {
    try (MapNestedSkel skel = MapNestedSkel.open();
        MapHandle pattern = inner(16)) {
      skel.maps().byName().setInnerMap(pattern);
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> skel.maps().byName().setInnerMap(pattern))
          .withMessageStartingWith(
              "map \"by_name\": bpf_map__set_inner_map_fd: -EINVAL (22), Invalid argument");
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> skel.maps().first().setInnerMap(pattern))
          .withMessageStartingWith("map \"first\": bpf_map__set_inner_map_fd: -EINVAL (22)");
    }
  }

  public void aMapOfMapsIsMadeWithoutAnObject() {
    try (MapHandle pattern = inner(4);
        MapHandle outer =
            MapHandle.create(
                MapSpec.of(MapType.HASH_OF_MAPS, 4, 4, 8)
                    .withName("outer")
                    .withInnerMap(pattern))) {
      FdMap<Integer, MapHandle> maps = FdMap.of(outer, MapCodecs.s32());
      maps.update(3, pattern);
      assertThat(maps.lookup(3)).contains((long) pattern.info().id());
    }
  }

  public void aMapOfMapsWithoutAPatternIsRefused() {
    MapSpec spec = MapSpec.of(MapType.ARRAY_OF_MAPS, 4, 4, 8).withName("outer");
    assertThatExceptionOfType(BpfException.class)
        .isThrownBy(() -> MapHandle.create(spec))
        .withMessageStartingWith("map \"outer\": bpf_map_create: -");
  }
}
