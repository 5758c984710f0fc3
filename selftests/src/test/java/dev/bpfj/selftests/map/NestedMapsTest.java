package dev.bpfj.selftests.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.map.ArrayMap;
import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.libbpf.map.FdMap;
import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.map.MapShape;
import dev.bpfj.libbpf.map.MapSpec;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import dev.bpfj.progs.MapNestedSkel;
import org.testng.annotations.Test;

/** Maps in maps. */
@Test(groups = {"host", "vm"})
public final class NestedMapsTest {

  private static MapHandle inner(long entries) {
    return Maps.create(MapType.ARRAY, 4, 8, entries);
  }

  private static ArrayMap<Long> numbers(BpfMap map) {
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
      assertThat(skel.maps().first().get(2)).isEqualTo(30L);
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
      assertThat(numbers(red).get(3)).isEqualTo(5L);
      assertThat(numbers(green).get(3)).isEqualTo(7L);
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
        numbers(map).set(0, 99L);
        maps.update(5L, map);
      }
      long id = maps.lookup(5L).orElseThrow();
      try (MapHandle found = MapHandle.ofId((int) id)) {
        assertThat(numbers(found).get(0)).isEqualTo(99L);
      }
    }
  }

  public void aMapOfAnotherSizeIsRefused() {
    try (MapNestedSkel skel = MapNestedSkel.openAndLoad();
        MapHandle other = inner(5)) {
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> byIndex(skel).update(0, other))
          .withMessage(
              "map \"by_index\": bpf_map_update_elem: -EINVAL (22), Invalid argument; an inner map"
                  + " must match the template of the map of maps: in type, key size, value size and"
                  + " flags, and an array without MapFlags.INNER_MAP in max entries");
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> byIndex(skel).update(1000, other))
          .withMessageContaining("; the map has no such index: index=1000, maxEntries=");
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

  public void theShapeOfInnerMapsIsReadBeforeLoad() {
    try (MapNestedSkel skel = MapNestedSkel.open()) {
      assertThat(skel.maps().byName().settings().innerMap())
          .contains(new MapShape("by_name.inner", MapType.ARRAY, 4, 8, 4, 0));
      assertThat(skel.maps().first().settings().innerMap()).isEmpty();
    }
  }

  public void theShapeOfInnerMapsIsGoneAfterLoad() {
    try (MapNestedSkel skel = MapNestedSkel.open()) {
      skel.load();
      assertThat(skel.maps().byName().settings().innerMap()).isEmpty();
    }
  }

  public void anInnerMapIsCreatedFromTheShape() {
    try (MapNestedSkel skel = MapNestedSkel.open()) {
      MapShape shape = skel.maps().byName().settings().innerMap().orElseThrow();
      skel.load();
      try (MapHandle red = MapHandle.create(shape.toSpec())) {
        byName(skel).update(1L, red);
        assertThat(Maps.run(skel.progs().addByName(), 1, 3, 5)).isZero();
        assertThat(numbers(red).get(3)).isEqualTo(5);
      }
    }
  }

  public void aMapThatIsThereIsSetAsThePattern() {
    try (MapNestedSkel skel = MapNestedSkel.open();
        MapHandle larger = inner(16)) {
      try (MapHandle pattern = inner(16)) {
        skel.maps().byName().settings().innerMap(pattern);
      }
      assertThat(skel.maps().byName().settings().innerMap()).isEmpty();
      skel.load(); // the pattern is closed, and its descriptor another's perhaps
      byName(skel).update(1L, larger);
      assertThat(Maps.run(skel.progs().addByName(), 1, 15, 1)).isZero();
    }
  }

  public void aPatternIsSetOnce() {
    try (MapNestedSkel skel = MapNestedSkel.open();
        MapHandle pattern = inner(16)) {
      skel.maps().byName().settings().innerMap(pattern);
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> skel.maps().byName().settings().innerMap(pattern))
          .withMessageStartingWith(
              "map \"by_name\": bpf_map__set_inner_map_fd: -EINVAL (22), Invalid argument");
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> skel.maps().first().settings().innerMap(pattern))
          .withMessageStartingWith("map \"first\": bpf_map__set_inner_map_fd: -EINVAL (22)");
    }
  }

  public void aMapOfMapsIsMadeWithoutAnObject() {
    try (MapHandle pattern = inner(4);
        MapHandle outer =
            MapHandle.create(
                MapSpec.of(MapType.HASH_OF_MAPS, 4, 4, 8).name("outer").innerMap(pattern))) {
      FdMap<Integer, MapHandle> maps = FdMap.of(outer, MapCodecs.s32());
      maps.update(3, pattern);
      assertThat(maps.lookup(3)).contains((long) pattern.info().id());
    }
  }

  public void aMapOfMapsWithoutAPatternIsRefused() {
    MapSpec spec = MapSpec.of(MapType.ARRAY_OF_MAPS, 4, 4, 8).name("outer");
    assertThatExceptionOfType(BpfException.class)
        .isThrownBy(() -> MapHandle.create(spec))
        .withMessageStartingWith("map \"outer\": bpf_map_create: -");
  }
}
