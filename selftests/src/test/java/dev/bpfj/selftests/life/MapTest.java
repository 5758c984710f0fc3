package dev.bpfj.selftests.life;

import static dev.bpfj.selftests.life.SectionValues.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.OpenOptions;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.fd.Descriptor;
import dev.bpfj.libbpf.map.BpfObjectMap;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.progs.LifeSectionsSkel;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Maps: what can be set before load, entries after it, and every way in which that fails. */
@Test(groups = {"host", "vm"})
public final class MapTest {
  private static final int EPERM = 1;
  private static final int EBUSY = 16;
  private static final OpenOptions OPTIONS =
      OpenOptions.defaults().kconfig("CONFIG_BPFJ_NUMBER=77");

  public void isMadeAsItWasSet() {
    try (LifeSectionsSkel skel = LifeSectionsSkel.open(OPTIONS)) {
      BpfObjectMap map = skel.object().map("seen");
      assertThat(map.type()).isEqualTo(MapType.ARRAY);
      assertThat(map.keySize()).isEqualTo(4);
      assertThat(map.valueSize()).isEqualTo(4);
      assertThat(map.maxEntries()).isEqualTo(8);
      map.settings().type(MapType.HASH);
      map.settings().maxEntries(10);
      map.settings().mapFlags(1);
      skel.load();
      assertThat(map.type()).isEqualTo(MapType.HASH);
      assertThat(map.mapFlags()).isEqualTo(1);
      // As a hash it is empty at first, and full after ten.
      assertThat(map.entries().firstKey()).isEmpty();
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
      row("bpf_map__set_type", map -> map.settings().type(MapType.HASH)),
      row("bpf_map__set_key_size", map -> map.settings().keySize(8)),
      row("bpf_map__set_value_size", map -> map.settings().valueSize(8)),
      row("bpf_map__set_max_entries", map -> map.settings().maxEntries(3)),
      row("bpf_map__set_map_flags", map -> map.settings().mapFlags(1)),
    };
  }

  private static Object[] row(String operation, Consumer<BpfObjectMap> setter) {
    return new Object[] {operation, setter};
  }

  @DataProvider
  public Object[][] settersThatLibbpfRefuses() {
    return Arrays.stream(setters())
        .filter(row -> !row[0].equals("bpf_map__set_max_entries")) // taken, and then of no effect
        .toArray(Object[][]::new);
  }

  @Test(dataProvider = "settersThatLibbpfRefuses")
  public void whatIsThereAlreadyCannotBeChanged(String operation, Consumer<BpfObjectMap> setter) {
    try (LifeSectionsSkel other = LifeSectionsSkel.openAndLoad(OPTIONS);
        LifeSectionsSkel skel = LifeSectionsSkel.open(OPTIONS)) {
      BpfObjectMap map = skel.object().map("seen");
      map.settings().reuse(other.maps().seen().map());
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> setter.accept(map))
          .withMessage("map \"seen\": " + operation + ": -EBUSY (16), Device or resource busy");
    }
  }

  @Test(dataProvider = "setters")
  public void nothingCanBeSetAfterLoad(String operation, Consumer<BpfObjectMap> setter) {
    try (LifeSectionsSkel skel = LifeSectionsSkel.openAndLoad(OPTIONS)) {
      assertThatExceptionOfType(IllegalStateException.class)
          .as(operation)
          .isThrownBy(() -> setter.accept(skel.object().map("seen")))
          .withMessage("map \"seen\": can be set only before load()");
    }
  }

  public void aSectionCanBeSharedWithAnotherObject() {
    try (LifeSectionsSkel first = LifeSectionsSkel.openAndLoad(OPTIONS);
        LifeSectionsSkel second = LifeSectionsSkel.open(OPTIONS)) {
      first.data().inData(55);
      second.maps().data().settings().reuse(first.maps().data());
      second.maps().rodata().settings().reuse(first.maps().rodata());
      second.data().inData(66);
      second.rodata().inRodata(67);
      second.load();
      assertThat(second.data().inData()).isEqualTo(55);
      assertThat(second.rodata().inRodata()).isEqualTo(2);
      second.data().inData(56);
      assertThat(first.data().inData()).isEqualTo(56);
    }
  }

  /** A descriptor that is not open. */
  private static final class NoDescriptor implements Descriptor {
    @Override
    public <T> T use(IntFunction<T> action) {
      return action.apply(1_000_000);
    }
  }

  public void aDescriptorThatIsNoMapCannotBeReused() {
    try (LifeSectionsSkel skel = LifeSectionsSkel.open(OPTIONS)) {
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> skel.maps().seen().settings().reuse(new NoDescriptor()))
          .withMessage("map \"seen\": fcntl: -EBADF (9), Bad file descriptor");
    }
  }

  public void refusesKeysAndValuesOfTheWrongSize() {
    try (LifeSectionsSkel skel = LifeSectionsSkel.openAndLoad(OPTIONS)) {
      BpfObjectMap map = skel.object().map("seen");
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
      BpfObjectMap map = skel.object().map("seen");
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
          .isThrownBy(() -> skel.maps().seen().map().entries().lookup(bytes(0)))
          .withMessage("map \"seen\": is not there yet; call load() first");
    }
  }
}
