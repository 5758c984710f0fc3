package dev.bpfj.selftests.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.map.ArrayMap;
import dev.bpfj.libbpf.map.MapCursor;
import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import java.util.List;
import java.util.function.Consumer;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Arrays, by index. */
@Test(groups = {"host", "vm"})
public final class ArrayMapTest {

  private static MapHandle handle() {
    return Maps.create(MapType.ARRAY, 4, 8, 4);
  }

  private static ArrayMap<Long> numbers(MapHandle handle) {
    return ArrayMap.of(handle, MapCodecs.u64());
  }

  public void eachIndexHasAValueFromTheBeginning() {
    try (MapHandle handle = handle()) {
      ArrayMap<Long> map = numbers(handle);
      assertThat(map.length()).isEqualTo(4);
      assertThat(map.toList()).containsExactly(0L, 0L, 0L, 0L);
      map.set(3, -1L);
      assertThat(map.get(3)).isEqualTo(-1L);
      assertThat(map.get(3, 0)).isEqualTo(-1L);
    }
  }

  public void manyValuesAreSetAtOnce() {
    try (MapHandle handle = handle()) {
      ArrayMap<Long> map = numbers(handle);
      map.setAll(1, List.of(11L, 12L, 13L));
      map.setAll(4, List.of());
      assertThat(map.toList()).containsExactly(0L, 11L, 12L, 13L);
      long[] byIndex = new long[4];
      map.forEach((index, value) -> byIndex[index] = value);
      assertThat(byIndex).containsExactly(0, 11, 12, 13);
    }
  }

  public void aCursorAndABatchSeeTheSameValues() {
    try (MapHandle handle = handle()) {
      ArrayMap<Long> map = numbers(handle);
      map.set(2, 22L);
      MapCursor cursor = map.cursor();
      cursor.key().putInt(0, 2);
      assertThat(cursor.lookup()).isTrue();
      assertThat(cursor.value().getLong(0)).isEqualTo(22);
      assertThat(map.batch(4).lookup()).isEqualTo(4);
    }
  }

  @DataProvider
  public Object[][] uses() {
    return new Object[][] {
      use("get", 4, map -> map.get(4)),
      use("get of a negative index", -1, map -> map.get(-1)),
      use("get with flags", 5, map -> map.get(5, 0)),
      use("getInto", Integer.MAX_VALUE, map -> map.getInto(Integer.MAX_VALUE, 1L)),
      use("set", 4, map -> map.set(4, 1L)),
      use("set of a negative index", Integer.MIN_VALUE, map -> map.set(Integer.MIN_VALUE, 1L)),
      use("the last of many", 4, map -> map.setAll(3, List.of(1L, 2L))),
      use("the first of many", -1, map -> map.setAll(-1, List.of(1L))),
    };
  }

  private static Object[] use(String name, int index, Consumer<ArrayMap<Long>> use) {
    return new Object[] {name, index, use};
  }

  @Test(dataProvider = "uses")
  public void anIndexThatTheArrayDoesNotHaveIsRefused(
      String name, int index, Consumer<ArrayMap<Long>> use) {
    try (MapHandle handle = handle()) {
      ArrayMap<Long> map = numbers(handle);
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> use.accept(map))
          .withMessage("map \"bpfj_test\": index=" + index + ", maxEntries=4");
      assertThat(map.toList()).containsExactly(0L, 0L, 0L, 0L);
    }
  }

  public void aValueOfAnotherSizeIsRefused() {
    try (MapHandle handle = handle()) {
      ArrayMap<Long> map = ArrayMap.of(handle, MapCodecs.u32());
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> map.get(0))
          .withMessage(
              "map \"bpfj_test\": its values are not of the size of their type: size=8, type=4");
    }
  }

  public void aClosedArrayIsRefused() {
    MapHandle handle = handle();
    ArrayMap<Long> map = numbers(handle);
    map.set(0, 1L);
    handle.close();
    assertThatExceptionOfType(BpfClosedException.class)
        .isThrownBy(() -> map.get(0))
        .withMessage("map \"bpfj_test\": is closed");
  }

  public void nothingIsNoMap() {
    assertThatNullPointerException()
        .isThrownBy(() -> ArrayMap.of(null, MapCodecs.s64()))
        .withMessage("map");
  }
}
