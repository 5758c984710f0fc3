package dev.bpfj.selftests.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.map.MapFlags;
import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.map.QueueMap;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import dev.bpfj.progs.MapValuesSkel;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Queues and stacks. */
@Test(groups = {"host", "vm"})
public final class QueueMapTest {

  public void workGoesFromAQueueToAStack() {
    try (MapValuesSkel skel = MapValuesSkel.openAndLoad()) {
      QueueMap<Long> toDo = skel.maps().toDo();
      QueueMap<Long> done = skel.maps().done();
      for (long job = 1; job <= 3; job++) {
        toDo.push(job);
      }
      for (int i = 0; i < 3; i++) {
        assertThat(Maps.run(skel.progs().work())).isZero();
      }
      assertThat(Maps.run(skel.progs().work())).isEqualTo(1);
      assertThat(done.peek()).contains(6L);
      assertThat(done.pop()).contains(6L);
      assertThat(done.pop()).contains(4L);
      assertThat(done.pop()).contains(2L);
      assertThat(done.pop()).isEmpty();
      assertThat(done.peek()).isEmpty();
    }
  }

  @DataProvider
  public Object[][] types() {
    return new Object[][] {{MapType.QUEUE, 1, 2}, {MapType.STACK, 2, 3}};
  }

  @Test(dataProvider = "types")
  public void giveInTheirOrder(MapType type, int first, int firstOfTheNewest) {
    try (MapHandle handle = Maps.create(type, 0, 4, 2)) {
      QueueMap<Integer> map = QueueMap.of(handle, MapCodecs.s32());
      map.push(1);
      map.push(2);
      assertThat(map.peek()).contains(first);
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> map.push(3))
          .withMessage(
              "map \"bpfj_test\": bpf_map_update_elem: -E2BIG (7), Argument list too long; the map is"
                  + " full: maxEntries=2; pop values, push with MapFlags.EXIST, which drops the"
                  + " oldest one, or make it larger (before load by settings().maxEntries)");
      map.push(3, MapFlags.EXIST);
      assertThat(map.pop()).contains(firstOfTheNewest);
    }
  }

  @Test(dataProvider = "types")
  public void haveNoKeys(MapType type, int first, int firstOfTheNewest) {
    try (MapHandle handle = Maps.create(type, 0, 4, 2)) {
      assertThat(handle.keySize()).isZero();
      assertThat(handle.cursor().key().capacity()).isZero();
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> handle.entries().firstKey())
          .withMessageStartingWith("map \"bpfj_test\": bpf_map_get_next_key: -");
      assertThatExceptionOfType(BpfException.class).isThrownBy(() -> handle.entries().toMap());
    }
  }

  @Test(dataProvider = "types")
  public void refuseValuesOfAnotherSize(MapType type, int first, int firstOfTheNewest) {
    try (MapHandle handle = Maps.create(type, 0, 4, 2)) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> QueueMap.of(handle, MapCodecs.s64()).push(1L))
          .withMessage(
              "map \"bpfj_test\": its values are not of the size of their type: size=4, type=8");
    }
  }
}
