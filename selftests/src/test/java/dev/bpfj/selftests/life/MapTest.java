package dev.bpfj.selftests.life;

import static dev.bpfj.selftests.life.SectionValues.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.BpfMap;
import dev.bpfj.libbpf.OpenOptions;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.progs.LifeSectionsSkel;
import java.util.Arrays;
import java.util.function.Consumer;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Maps: what can be set before load, entries after it, and every way in which that fails. */
@Test(groups = {"host", "vm"})
public final class MapTest {
  private static final int EPERM = 1;
  private static final int EBUSY = 16;
  private static final OpenOptions OPTIONS =
      OpenOptions.defaults().withKconfig("CONFIG_BPFJ_NUMBER=77");

  public void isMadeAsItWasSet() {
    try (LifeSectionsSkel skel = LifeSectionsSkel.open(OPTIONS)) {
      BpfMap map = skel.maps().seen();
      assertThat(map.type()).isEqualTo(MapType.ARRAY);
      assertThat(map.keySize()).isEqualTo(4);
      assertThat(map.valueSize()).isEqualTo(4);
      assertThat(map.maxEntries()).isEqualTo(8);
      map.setType(MapType.HASH);
      map.setMaxEntries(10);
      map.setMapFlags(1);
      skel.load();
      assertThat(map.type()).isEqualTo(MapType.HASH);
      assertThat(map.mapFlags()).isEqualTo(1);
      // As a hash it is empty at first, and full after ten.
      assertThat(map.entries().nextKey(null)).isEmpty();
      for (int key = 100; key < 110; key++) {
        map.entries().update(bytes(key), bytes(key), 0);
      }
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> map.entries().update(bytes(1), bytes(1), 0))
          .withMessageStartingWith("map \"seen\": bpf_map_update_elem: -E2BIG (7)");
      assertThat(map.entries().delete(bytes(100))).isTrue();
      assertThat(map.entries().delete(bytes(100))).isFalse();
      assertThat(map.entries().lookup(bytes(100))).isEmpty();
      assertThat(map.entries().lookup(bytes(101))).contains(bytes(101));
    }
  }

  @DataProvider
  public Object[][] setters() {
    return new Object[][] {
      row("bpf_map__set_type", map -> map.setType(MapType.HASH)),
      row("bpf_map__set_key_size", map -> map.setKeySize(8)),
      row("bpf_map__set_value_size", map -> map.setValueSize(8)),
      row("bpf_map__set_max_entries", map -> map.setMaxEntries(3)),
      row("bpf_map__set_map_flags", map -> map.setMapFlags(1)),
    };
  }

  private static Object[] row(String operation, Consumer<BpfMap> setter) {
    return new Object[] {operation, setter};
  }

  @DataProvider
  public Object[][] settersThatLibbpfRefuses() {
    return Arrays.stream(setters())
        .filter(row -> !row[0].equals("bpf_map__set_max_entries")) // taken, and then of no effect
        .toArray(Object[][]::new);
  }

  @Test(dataProvider = "settersThatLibbpfRefuses")
  public void whatIsThereAlreadyCannotBeChanged(String operation, Consumer<BpfMap> setter) {
    try (LifeSectionsSkel other = LifeSectionsSkel.openAndLoad(OPTIONS);
        LifeSectionsSkel skel = LifeSectionsSkel.open(OPTIONS)) {
      BpfMap map = skel.maps().seen();
      map.reuse(other.maps().seen().fd());
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> setter.accept(map))
          .withMessage("map \"seen\": " + operation + ": -EBUSY (16), Device or resource busy");
    }
  }

  @Test(dataProvider = "setters")
  public void nothingCanBeSetAfterLoad(String operation, Consumer<BpfMap> setter) {
    try (LifeSectionsSkel skel = LifeSectionsSkel.openAndLoad(OPTIONS)) {
      assertThatExceptionOfType(IllegalStateException.class)
          .as(operation)
          .isThrownBy(() -> setter.accept(skel.maps().seen()))
          .withMessage("map \"seen\": can be set only before load()");
    }
  }

  public void aSectionCanBeSharedWithAnotherObject() {
    try (LifeSectionsSkel first = LifeSectionsSkel.openAndLoad(OPTIONS);
        LifeSectionsSkel second = LifeSectionsSkel.open(OPTIONS)) {
      first.data().inData(55);
      second.maps().data().reuse(first.maps().data().fd());
      second.maps().rodata().reuse(first.maps().rodata().fd());
      second.data().inData(66);
      second.rodata().inRodata(67);
      second.load();
      assertThat(second.data().inData()).isEqualTo(55);
      assertThat(second.rodata().inRodata()).isEqualTo(2);
      second.data().inData(56);
      assertThat(first.data().inData()).isEqualTo(56);
    }
  }

  public void aDescriptorThatIsNoMapCannotBeReused() {
    try (LifeSectionsSkel skel = LifeSectionsSkel.open(OPTIONS)) {
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> skel.maps().seen().reuse(1_000_000))
          .withMessage("map \"seen\": fcntl: -EBADF (9), Bad file descriptor");
    }
  }

  public void refusesKeysAndValuesOfTheWrongSize() {
    try (LifeSectionsSkel skel = LifeSectionsSkel.openAndLoad(OPTIONS)) {
      BpfMap map = skel.maps().seen();
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> map.entries().lookup(new byte[3]))
          .withMessage("map \"seen\": key: wrong number of bytes: size=3, expected=4");
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> map.entries().update(bytes(0), new byte[5], 0))
          .withMessage("map \"seen\": value: wrong number of bytes: size=5, expected=4");
    }
  }

  public void saysWhatTheKernelRefuses() {
    try (LifeSectionsSkel skel = LifeSectionsSkel.openAndLoad(OPTIONS)) {
      BpfMap map = skel.maps().seen();
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> map.entries().delete(bytes(0)))
          .withMessageStartingWith("map \"seen\": bpf_map_delete_elem: -EINVAL (22)");
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> map.entries().lookup(bytes(0)).map(v -> map.mmap()))
          .withMessageStartingWith("map \"seen\": mmap: -");
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> map.entries().update(bytes(0), bytes(0), 1))
          .withMessageStartingWith("map \"seen\": bpf_map_update_elem: -EEXIST (17)");
      map.freeze();
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> map.entries().update(bytes(0), bytes(0), 0))
          .withMessage(
              "map \"seen\": bpf_map_update_elem: -EPERM (1), Operation not permitted; the map is"
                  + " frozen, or was made read-only for user space");
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(map::freeze)
          // old kernels say that it is frozen, newer ones that it is no more to be written to
          .satisfies(e -> assertThat(e.errno()).isIn(EPERM, EBUSY))
          .withMessageStartingWith("map \"seen\": bpf_map_freeze: -E");
    }
  }

  public void hasNoEntriesBeforeLoad() {
    try (LifeSectionsSkel skel = LifeSectionsSkel.open(OPTIONS)) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> skel.maps().seen().entries().lookup(bytes(0)))
          .withMessage("map \"seen\": is not there yet; call load() first");
    }
  }
}
