package dev.bpfj.libbpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.libbpf.internal.access.MapAccess;
import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.libbpf.map.BpfObjectMap;
import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.map.MapSpec;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.map.TypedMap;
import dev.bpfj.libbpf.map.codec.ArrayCodec;
import dev.bpfj.libbpf.map.codec.LpmKey;
import dev.bpfj.libbpf.map.codec.MapCodec;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import dev.bpfj.libbpf.map.codec.PerCpu;
import dev.bpfj.libbpf.map.codec.PerCpuCodec;
import dev.bpfj.libbpf.ring.PerfBufferOptions;
import java.nio.ByteBuffer;
import java.util.function.IntConsumer;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Numbers that nobody can mean are refused by name, with the range that is allowed. */
public final class HostileArgumentsTest {
  private static final int MIN = Integer.MIN_VALUE;
  private static final int MAX = Integer.MAX_VALUE;

  /** A codec of a size of its own, such as a user may write. */
  private record OfSize(int size) implements MapCodec<String> {
    @Override
    public void put(ByteBuffer buffer, int offset, String value) {}

    @Override
    @SuppressWarnings("NullAway") // the fault that is tested
    public String get(ByteBuffer buffer, int offset) {
      return null;
    }
  }

  private static Object[] row(String name, String range, IntConsumer call, int... refused) {
    return new Object[] {name, range, call, refused};
  }

  @DataProvider
  static Object[][] numbers() {
    String any = "0 to 2147483647";
    TestRunOptions run = TestRunOptions.none();
    MapType hash = MapType.HASH;
    return new Object[][] {
      row("repeat: times", any, run::repeat, MIN, -1),
      row("dataOut: size", any, run::dataOut, MIN, -1),
      row("contextOut: size", any, run::contextOut, MIN, -1),
      row("cpu: number", any, run::cpu, MIN, -1),
      row("batchSize: packets", "0 to 256", run::batchSize, MIN, -1, 257, MAX),
      row("bytes: size", any, MapCodecs::bytes, MIN, -1),
      row("text: size", any, MapCodecs::text, MIN, -1),
      row("LpmKey.codec: dataSize", "1 to 256", LpmKey::codec, MIN, -1, 0, 257, MAX - 3, MAX),
      row("prefix length", "0 to 16", n -> LpmKey.of(new byte[2], n), MIN, -1, 17, MAX),
      row(
          "ArrayCodec: length",
          "0 to 268435455",
          n -> ArrayCodec.of(MapCodecs.s64(), n),
          MIN,
          -1,
          1 << 28,
          MAX),
      row("ArrayCodec: length", "0 to 65536", n -> ArrayCodec.of(new OfSize(0), n), -1, 65537),
      row("ArrayCodec: size of an element", any, n -> ArrayCodec.of(new OfSize(n), 1), MIN, -1),
      row(
          "PerCpuCodec: size",
          "0 to 2147483639",
          n -> PerCpuCodec.of(new OfSize(n)),
          MIN,
          -1,
          MAX - 7,
          MAX),
      row("map: keySize", any, n -> MapSpec.of(hash, n, 4, 1), MIN, -1),
      row("map: valueSize", any, n -> MapSpec.of(hash, 4, n, 1), MIN, -1),
      row("map: maxEntries", "0 to 4294967295", n -> MapSpec.of(hash, 4, 4, n), MIN, -1),
      row("map: ifindex", any, MapSpec.of(hash, 4, 4, 1)::ifindex, MIN, -1),
      row("cpus: number", any, n -> PerfBufferOptions.defaults().cpus(0, n), MIN, -1),
    };
  }

  @Test(dataProvider = "numbers")
  public void areRefusedByNameAndRange(String name, String range, IntConsumer call, int[] refused) {
    for (int number : refused) {
      assertThatThrownBy(() -> call.accept(number))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage(name + " out of range: value=" + number + ", expected=" + range);
    }
  }

  @Test
  public void theEndsOfTheRangesAreTaken() {
    TestRunOptions.none().repeat(0).repeat(MAX).batchSize(256).dataOut(MAX);
    assertThat(LpmKey.codec(256).size()).isEqualTo(260);
    assertThat(ArrayCodec.of(MapCodecs.s64(), (1 << 28) - 1).size()).isEqualTo(MAX - 7);
    assertThat(ArrayCodec.of(new OfSize(0), 1 << 16).size()).isZero();
    assertThat(MapSpec.of(MapType.HASH, MAX, MAX, 0xffff_ffffL)).isNotNull();
  }

  @Test
  public void partsThatACodecDoesNotMakeAreRefused() {
    ByteBuffer buffer = ByteBuffer.allocate(8 * PerCpu.count());
    assertThatThrownBy(() -> ArrayCodec.of(new OfSize(4), 2).get(buffer, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ArrayCodec: element: the callback returned null");
    assertThatThrownBy(() -> PerCpuCodec.of(new OfSize(8)).get(buffer, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("PerCpuCodec: value of a CPU: the callback returned null");
    assertThatThrownBy(() -> PerCpu.all(null)).isInstanceOf(NullPointerException.class);
  }

  @Test
  public void valuesOfAllCpusHaveOneSizeAtMost() {
    int most = MAX / PerCpu.count() / 8 * 8;
    assertThat(PerCpuCodec.of(new OfSize(most)).size()).isEqualTo(most * PerCpu.count());
    if (PerCpu.count() > 1) {
      assertThatThrownBy(PerCpuCodec.of(new OfSize(MAX - 8))::size)
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("PerCpuCodec: size out of range: value=");
    }
  }

  private static MapHandle hash() {
    return MapHandle.create(MapSpec.of(MapType.HASH, 4, 8, 4).name("bpfj_test"));
  }

  @Test
  public void aBatchHasAnEntryAndNoMoreThanMemoryCanHold() {
    try (MapHandle map = hash()) {
      int most = (MAX - 16) / 8;
      for (int capacity : new int[] {MIN, -1, 0, most + 1, MAX}) {
        assertThatThrownBy(() -> map.batch(capacity))
            .isExactlyInstanceOf(IllegalArgumentException.class)
            .hasMessage(
                "map \"bpfj_test\": batch: capacity out of range: value="
                    + capacity
                    + ", expected=1 to "
                    + most);
      }
      assertThat(map.batch(1).capacity()).isEqualTo(1);
    }
  }

  @Test
  @SuppressWarnings("NullAway") // the fault that is tested
  public void nothingIsMadeOfAMap() {
    try (MapHandle map = hash()) {
      assertThatThrownBy(() -> MapAccess.of(BpfMap.class, BpfObjectMap.class).own(map, fd -> null))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("map \"bpfj_test\": the callback returned null");
    }
  }

  @Test
  public void aCodecGivesNoNothing() {
    try (MapHandle map = hash()) {
      map.entries().update(new byte[4], new byte[8]);
      TypedMap<Integer, String> values = TypedMap.of(map, MapCodecs.s32(), new OfSize(8));
      assertThatThrownBy(() -> values.lookup(0))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("map \"bpfj_test\": its codec returned null for a value");
      TypedMap<String, Long> keys = TypedMap.of(map, new OfSize(4), MapCodecs.s64());
      assertThatThrownBy(() -> keys.forEach((key, value) -> {}))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("map \"bpfj_test\": its codec returned null for a key");
    }
  }

  @DataProvider
  static Object[][] large() {
    return new Object[][] {
      {"an array", ArrayCodec.of(MapCodecs.s8(), MAX)}, {"bytes", MapCodecs.bytes(MAX)},
    };
  }

  @Test(dataProvider = "large")
  public void whatABufferDoesNotHaveIsNotAllocated(String name, MapCodec<?> codec) {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> codec.get(ByteBuffer.allocate(8), 4));
  }
}
