package dev.bpfj.selftests.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.OpenOptions;
import dev.bpfj.libbpf.map.BpfObjectMap;
import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.progs.LifeSectionsSkel;
import dev.bpfj.progs.MapNestedSkel;
import java.util.function.Consumer;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * What libbpf takes without a word, and then crashes by while it loads or closes: it is refused
 * before it gets there, and the object is as good as before.
 */
@Test(groups = {"host", "vm"})
public final class UnsafeChangesTest {
  private static final OpenOptions OPTIONS =
      OpenOptions.defaults().kconfig("CONFIG_BPFJ_NUMBER=77");

  /** The second column is changed before load. */
  @DataProvider
  public Object[][] changesOfSections() {
    return new Object[][] {
      change(
          "is a data section's, which is one entry: maxEntries=1048576",
          map -> map.settings().maxEntries(1 << 20)),
      change(
          "is a data section's, which is one entry: maxEntries=0",
          map -> map.settings().maxEntries(0)),
      change(
          "is a data section's, whose type is array: type=hash",
          map -> map.settings().type(MapType.HASH)),
      change(
          "a data section can reuse a map of its own size only: valueSize=1048576, expected=4",
          reusing(MapType.ARRAY, 1 << 20, 1)),
      change(
          "is a data section's, whose type is array: type=percpu_array",
          reusing(MapType.PERCPU_ARRAY, 4, 1)),
      change(
          "is a data section's, which is one entry: maxEntries=4096",
          reusing(MapType.ARRAY, 4, 4096)),
    };
  }

  private static Object[] change(String message, Consumer<BpfObjectMap> change) {
    return new Object[] {message, change};
  }

  private static Consumer<BpfObjectMap> reusing(MapType type, int valueSize, long entries) {
    return map -> {
      try (MapHandle other = Maps.create(type, 4, valueSize, entries)) {
        map.settings().reuse(other);
      }
    };
  }

  @Test(dataProvider = "changesOfSections")
  public void aDataSectionKeepsTheMemoryThatLibbpfHasForIt(
      String message, Consumer<BpfObjectMap> change) {
    try (LifeSectionsSkel skel = LifeSectionsSkel.open(OPTIONS)) {
      for (BpfObjectMap map : new BpfObjectMap[] {skel.maps().bss(), skel.maps().rodata()}) {
        assertThatExceptionOfType(IllegalArgumentException.class)
            .isThrownBy(() -> change.accept(map))
            .withMessage("map \"%s\": %s", map.name(), message);
      }
      skel.data().inData(5);
      skel.load();
      assertThat(skel.data().inData()).isEqualTo(5);
      assertThat(skel.rodata().inRodata()).isEqualTo(2);
    }
  }

  public void aDataSectionIsSetToWhatItIs() {
    try (LifeSectionsSkel skel = LifeSectionsSkel.open(OPTIONS)) {
      skel.maps().bss().settings().maxEntries(1);
      skel.maps().bss().settings().type(MapType.ARRAY);
      skel.load();
      assertThat(skel.bss().isMapped()).isTrue();
    }
  }

  @DataProvider
  public Object[][] types() {
    return new Object[][] {
      {MapType.ARRAY, MapType.STRUCT_OPS},
      {MapType.ARRAY, MapType.ARENA},
      {MapType.ARRAY, MapType.PROG_ARRAY},
      {MapType.ARRAY_OF_MAPS, MapType.PROG_ARRAY},
      {MapType.PROG_ARRAY, MapType.ARRAY_OF_MAPS},
      {MapType.PROG_ARRAY, MapType.HASH},
    };
  }

  @Test(dataProvider = "types")
  public void typesThatLibbpfHasMoreForThanADefinitionStay(MapType from, MapType to) {
    try (MapNestedSkel skel = MapNestedSkel.open()) {
      BpfObjectMap map =
          skel.object().maps().stream()
              .filter(each -> each.type().equals(from))
              .findFirst()
              .orElseThrow();
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> map.settings().type(to))
          .withMessage(
              "map \"%s\": cannot become another type: type=%s, is=%s", map.name(), to, from);
      skel.load();
      assertThat(map.type()).isEqualTo(from);
    }
  }

  public void aMapOfProgramsIsNotReusedAsOneOfNumbers() {
    try (MapNestedSkel skel = MapNestedSkel.open();
        MapHandle programs = Maps.create(MapType.PROG_ARRAY, 4, 4, 4)) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> skel.maps().first().settings().reuse(programs))
          .withMessage("map \"first\": cannot become another type: type=prog_array, is=array");
    }
  }

  public void isFoundByItsOwnNameThoughItReusesAnother() {
    try (MapNestedSkel skel = MapNestedSkel.open();
        MapHandle other = Maps.create(MapType.ARRAY, 4, 8, 4)) {
      skel.maps().first().settings().reuse(other);
      assertThat(skel.object().map("first").name()).isEqualTo("first");
      assertThat(skel.maps().first().name()).isEqualTo("first");
    }
  }
}
