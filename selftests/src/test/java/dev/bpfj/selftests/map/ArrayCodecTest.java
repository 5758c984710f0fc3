package dev.bpfj.selftests.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.map.MapSpec;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.map.TypedMap;
import dev.bpfj.libbpf.map.codec.ArrayCodec;
import dev.bpfj.libbpf.map.codec.MapCodec;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Arrays and 128-bit integers as keys and values, in the kernel's memory. */
@Test(groups = "host")
public final class ArrayCodecTest {
  private static final BigInteger TWO_TO_127 = BigInteger.ONE.shiftLeft(127);

  private static MapHandle hash(int keySize, int valueSize) {
    return MapHandle.create(MapSpec.of(MapType.HASH, keySize, valueSize, 4).name("arrays"));
  }

  public void rowsOfAnArrayLieOneAfterTheOther() {
    try (MapHandle handle = hash(12, 4)) {
      TypedMap<List<List<Short>>, Integer> grids =
          TypedMap.of(handle, ArrayCodec.of(ArrayCodec.of(MapCodecs.s16(), 3), 2), MapCodecs.s32());
      List<List<Short>> grid =
          List.of(
              List.of((short) 1, (short) 2, (short) -3), List.of((short) 4, (short) 5, (short) 6));
      grids.update(grid, 42);
      assertThat(grids.lookup(grid)).contains(42);
      assertThat(grids.toMap()).containsOnlyKeys(grid);

      ByteBuffer inC = ByteBuffer.allocate(12).order(ByteOrder.nativeOrder());
      for (int number : new int[] {1, 2, -3, 4, 5, 6}) {
        inC.putShort((short) number);
      }
      TypedMap<byte[], Integer> bytes = TypedMap.of(handle, MapCodecs.bytes(12), MapCodecs.s32());
      assertThat(bytes.lookup(inC.array())).contains(42);
    }
  }

  @DataProvider
  public Object[][] wide() {
    return new Object[][] {
      {"zero", MapCodecs.s128(), BigInteger.ZERO, 0L, 0L},
      {"minus one", MapCodecs.s128(), BigInteger.ONE.negate(), -1L, -1L},
      {"the least", MapCodecs.s128(), TWO_TO_127.negate(), 0L, Long.MIN_VALUE},
      {"the most", MapCodecs.s128(), TWO_TO_127.subtract(BigInteger.ONE), -1L, Long.MAX_VALUE},
      {"half of what is without sign", MapCodecs.u128(), TWO_TO_127, 0L, Long.MIN_VALUE},
      {"two halves", MapCodecs.u128(), BigInteger.ONE.shiftLeft(64), 0L, 1L},
    };
  }

  @Test(dataProvider = "wide", groups = "host")
  public void aWideIntegerHasItsHalvesWhereCHasThem(
      String row, MapCodec<BigInteger> codec, BigInteger value, long low, long high) {
    try (MapHandle handle = hash(4, 16)) {
      TypedMap<Integer, BigInteger> map = TypedMap.of(handle, MapCodecs.s32(), codec);
      map.update(1, value);
      assertThat(map.lookup(1)).contains(value);

      boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
      TypedMap<Integer, List<Long>> halves =
          TypedMap.of(handle, MapCodecs.s32(), ArrayCodec.of(MapCodecs.s64(), 2));
      assertThat(halves.lookup(1)).contains(little ? List.of(low, high) : List.of(high, low));
    }
  }

  @DataProvider
  public Object[][] unfit() {
    return new Object[][] {
      {MapCodecs.u128(), BigInteger.ONE.negate(), "-1, expected=0 to "},
      {MapCodecs.u128(), BigInteger.ONE.shiftLeft(128), "expected=0 to "},
      {MapCodecs.s128(), TWO_TO_127, TWO_TO_127 + ", expected=-" + TWO_TO_127 + " to "},
    };
  }

  @Test(dataProvider = "unfit", groups = "host")
  public void aWideIntegerOutOfRangeIsRefused(
      MapCodec<BigInteger> codec, BigInteger value, String expected) {
    assertThatThrownBy(() -> codec.put(ByteBuffer.allocate(16), 0, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("value out of range: value=" + value + ", expected=")
        .hasMessageContaining(expected);
  }

  public void aListOfAnotherLengthIsRefused() {
    assertThatThrownBy(
            () ->
                ArrayCodec.of(MapCodecs.s32(), 2).put(ByteBuffer.allocate(8), 0, List.of(1, 2, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("wrong number of elements: size=3, expected=2");
  }
}
