package dev.bpfj.selftests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.libbpf.skeleton.StructView;
import dev.bpfj.progs.LayoutSkel;
import dev.bpfj.progs.LayoutSkel.Halfway;
import dev.bpfj.progs.LayoutSkel.Lined;
import dev.bpfj.progs.LayoutSkel.Packed;
import dev.bpfj.progs.LayoutSkel.Padded;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Function;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * Over-aligned, packed and padded variables and structs are where C has them. C itself says where
 * that is: the compiler put initial values in place and made tables of sizeof and offsetof, and the
 * program reads and writes the variables by their names.
 */
@Test(groups = "host")
public final class LayoutTest {

  public void initialValuesAreFoundWhereTheCompilerPutThem() {
    try (LayoutSkel skel = LayoutSkel.open()) {
      assertInitial(skel.data());
      skel.load();
      assertInitial(skel.data());
    }
  }

  private static void assertInitial(LayoutSkel.Data data) {
    assertThat(data.dFirst()).isEqualTo((byte) 1);
    assertThat(data.dWide()).isEqualTo(-2);
    assertThat(data.dOdd()).isEqualTo((byte) 3);
    assertPacked(data.dPacked(), 4, -5, 6);
    assertThat(data.dShort()).isEqualTo((short) 7);
    assertThat(data.dNext()).isEqualTo((byte) 9);
    assertPadded(data.dPadded(), 10, -11, 12);
    assertThat(data.dLinedChar()).isEqualTo((byte) 13);
    assertThat(data.dLined().first()).isEqualTo((byte) 14);
    assertThat(data.dLined().second()).isEqualTo(15);
    assertPadded(data.dLined().third(), 16, -17, 18);
    assertHalfway(data.dHalfway(), 19, -20, 21);
    assertThat(data.dArrayLength()).isEqualTo(3);
    assertPacked(data.dArray(0), 23, -24, 25);
    assertPacked(data.dArray(1), 26, -27, 28);
    assertPacked(data.dArray(2), 29, -30, 31);
    assertThat(data.dLast()).isEqualTo((byte) 32);
  }

  private static void assertPacked(Packed packed, int first, long wide, int last) {
    assertThat(packed.first()).isEqualTo((byte) first);
    assertThat(packed.wide()).isEqualTo(wide);
    assertThat(packed.last()).isEqualTo((short) last);
  }

  private static void assertPadded(Padded padded, int first, long wide, int last) {
    assertThat(padded.first()).isEqualTo((byte) first);
    assertThat(padded.wide()).isEqualTo(wide);
    assertThat(padded.last()).isEqualTo((short) last);
  }

  private static void assertHalfway(Halfway halfway, int first, long wide, int last) {
    assertThat(halfway.first()).isEqualTo((byte) first);
    assertThat(halfway.wide()).isEqualTo(wide);
    assertThat(halfway.last()).isEqualTo((byte) last);
  }

  public void theProgramFindsEachVariableWhereUserSpaceWroteIt() {
    try (LayoutSkel skel = LayoutSkel.openAndLoad()) {
      LayoutSkel.DataCopy in = skel.dataCopy();
      in.cFirst((byte) 1).cLined(-2).cOdd((byte) 3);
      in.cPacked().first((byte) 4).wide(-5).last((short) 6);
      in.cLinedStruct().first((byte) 7).second(-8);
      in.cLinedStruct().third().first((byte) 9).wide(-10).last((short) 11);
      in.cHalfway().first((byte) 12).wide(-13).last((byte) 14);
      in.cArray(0).first((byte) 15).wide(-16).last((short) 17);
      in.cArray(1).first((byte) 18).wide(-19).last((short) 20);
      in.cLast(true);

      int ofHiddenOnes = skel.progs().copy().testRun(TestRunOptions.none()).returnValue();

      assertThat(ofHiddenOnes).as("d_static + d_hidden").isEqualTo(8 + 22);
      LayoutSkel.Bss out = skel.bss();
      assertThat(out.bFirst()).isEqualTo((byte) 1);
      assertThat(out.bLined()).isEqualTo(-2);
      assertThat(out.bOdd()).isEqualTo((byte) 3);
      assertPacked(out.bPacked(), 4, -5, 6);
      assertThat(out.bLinedStruct().first()).isEqualTo((byte) 7);
      assertThat(out.bLinedStruct().second()).isEqualTo(-8);
      assertPadded(out.bLinedStruct().third(), 9, -10, 11);
      assertHalfway(out.bHalfway(), 12, -13, 14);
      assertPadded(out.bArray(0), 15, -16, 17);
      assertPadded(out.bArray(1), 18, -19, 20);
      assertThat(out.bLast()).isTrue();
    }
  }

  /**
   * A struct, and what both languages say of it.
   *
   * @param name its name in C
   * @param size its size in Java
   * @param ofC C's size and offsets
   * @param ofJava Java's offsets, found in a buffer of that size
   */
  record Struct(
      String name,
      int size,
      Function<LayoutSkel.Rodata, long[]> ofC,
      Function<ByteBuffer, long[]> ofJava) {
    @Override
    public String toString() {
      return name;
    }
  }

  @DataProvider
  public Object[] structs() {
    return new Object[] {
      new Struct(
          "padded", Padded.SIZE, LayoutSkel.Rodata::ofPaddedArray, LayoutTest::offsetsOfPadded),
      new Struct(
          "packed", Packed.SIZE, LayoutSkel.Rodata::ofPackedArray, LayoutTest::offsetsOfPacked),
      new Struct("lined", Lined.SIZE, LayoutSkel.Rodata::ofLinedArray, LayoutTest::offsetsOfLined),
      new Struct(
          "halfway", Halfway.SIZE, LayoutSkel.Rodata::ofHalfwayArray, LayoutTest::offsetsOfHalfway),
    };
  }

  @Test(dataProvider = "structs", groups = "host")
  public void sizesAndOffsetsAreThoseOfC(Struct struct) {
    try (LayoutSkel skel = LayoutSkel.open()) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(struct.size()).order(ByteOrder.nativeOrder());
      long[] offsets = struct.ofJava().apply(buffer);
      long[] c = struct.ofC().apply(skel.rodata());
      assertThat(c).hasSize(4);
      assertThat(new long[] {struct.size(), offsets[0], offsets[1], offsets[2]}).isEqualTo(c);
    }
  }

  private static long[] offsetsOfPadded(ByteBuffer buffer) {
    Padded padded = new Padded().wrap(buffer, 0);
    return new long[] {
      touched(buffer, padded, v -> v.first((byte) -1)),
      touched(buffer, padded, v -> v.wide(-1)),
      touched(buffer, padded, v -> v.last((short) -1)),
    };
  }

  private static long[] offsetsOfPacked(ByteBuffer buffer) {
    Packed packed = new Packed().wrap(buffer, 0);
    return new long[] {
      touched(buffer, packed, v -> v.first((byte) -1)),
      touched(buffer, packed, v -> v.wide(-1)),
      touched(buffer, packed, v -> v.last((short) -1)),
    };
  }

  private static long[] offsetsOfLined(ByteBuffer buffer) {
    Lined lined = new Lined().wrap(buffer, 0);
    return new long[] {
      touched(buffer, lined, v -> v.first((byte) -1)),
      touched(buffer, lined, v -> v.second(-1)),
      touched(buffer, lined, v -> v.third().first((byte) -1)),
    };
  }

  private static long[] offsetsOfHalfway(ByteBuffer buffer) {
    Halfway halfway = new Halfway().wrap(buffer, 0);
    return new long[] {
      touched(buffer, halfway, v -> v.first((byte) -1)),
      touched(buffer, halfway, v -> v.wide(-1)),
      touched(buffer, halfway, v -> v.last((byte) -1)),
    };
  }

  /** The first byte that a setter changes. */
  private static <T extends StructView> long touched(
      ByteBuffer buffer, T view, Function<T, ?> setter) {
    for (int i = 0; i < buffer.capacity(); i++) {
      buffer.put(i, (byte) 0);
    }
    setter.apply(view);
    int offset = 0;
    while (buffer.get(offset) == 0) {
      offset++;
    }
    return offset;
  }
}
