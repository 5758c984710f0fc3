package dev.bpfj.selftests;

import static dev.bpfj.selftests.RoundTripTest.Program.BITFIELDS;
import static dev.bpfj.selftests.RoundTripTest.Program.COMPOSITES;
import static dev.bpfj.selftests.RoundTripTest.Program.OVERLAID;
import static dev.bpfj.selftests.RoundTripTest.Program.SCALARS;
import static dev.bpfj.selftests.RoundTripTest.Program.UNALIGNED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.progs.RoundTripSkel;
import dev.bpfj.progs.RoundTripSkel.Color;
import dev.bpfj.progs.RoundTripSkel.Everything;
import dev.bpfj.progs.RoundTripSkel.Level;
import java.math.BigInteger;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * A field of every kind, both ways: what Java writes is what a program on the running kernel reads,
 * and the other way, and no neighbour is touched. The program deals in plain numbers: it tells what
 * it reads in {@code seen}, and writes what it finds in {@code told}.
 */
@Test(groups = "host")
public final class RoundTripTest {
  private static final long U32 = 0xffff_ffffL;

  /** The programs, each of which goes through some of the members. */
  enum Program {
    SCALARS(RoundTripSkel.Progs::scalars),
    COMPOSITES(RoundTripSkel.Progs::composites),
    BITFIELDS(RoundTripSkel.Progs::bitfields),
    UNALIGNED(RoundTripSkel.Progs::unaligned),
    OVERLAID(RoundTripSkel.Progs::overlaid);

    private final Function<RoundTripSkel.Progs, BpfProgram> program;

    Program(Function<RoundTripSkel.Progs, BpfProgram> program) {
      this.program = program;
    }

    void run(RoundTripSkel skel) {
      program.apply(skel.progs()).testRun(TestRunOptions.none());
    }
  }

  /**
   * A member, as the number that C makes of it.
   *
   * @param name its name in C
   * @param program which program goes through it
   * @param index its place in seen and told
   * @param setter sets it to a number
   * @param getter its number
   * @param values what it can hold
   */
  record Member(
      String name,
      Program program,
      int index,
      BiConsumer<Everything, Long> setter,
      ToLongFunction<Everything> getter,
      long... values) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static long bits(float value) {
    return Float.floatToRawIntBits(value) & U32;
  }

  private static float floatOf(long bits) {
    return Float.intBitsToFloat((int) bits);
  }

  @DataProvider
  public Object[] scalars() {
    long min = Long.MIN_VALUE;
    long max = Long.MAX_VALUE;
    return new Object[] {
      new Member("s8", SCALARS, 0, (e, v) -> e.s8(v.byteValue()), Everything::s8, -128, 127, -1),
      new Member("u8", SCALARS, 1, (e, v) -> e.u8(v.intValue()), Everything::u8, 0, 255, 128),
      new Member("s16", SCALARS, 2, (e, v) -> e.s16(v.shortValue()), Everything::s16, -32768, 1),
      new Member("u16", SCALARS, 3, (e, v) -> e.u16(v.intValue()), Everything::u16, 0, 65535),
      new Member("s32", SCALARS, 4, (e, v) -> e.s32(v.intValue()), Everything::s32, -1L << 31, 7),
      new Member("u32", SCALARS, 5, (e, v) -> e.u32(v), Everything::u32, 0, U32, 1L << 31),
      new Member("s64", SCALARS, 6, (e, v) -> e.s64(v), Everything::s64, min, max, -2),
      new Member("u64", SCALARS, 7, (e, v) -> e.u64(v), Everything::u64, min, max, -2),
      new Member("flag", SCALARS, 8, (e, v) -> e.flag(v != 0), e -> e.flag() ? 1 : 0, 1, 0),
      new Member(
          "letter", SCALARS, 9, (e, v) -> e.letter(v.byteValue()), Everything::letter, 'a', -1),
      new Member(
          "f32",
          SCALARS,
          10,
          (e, v) -> e.f32(floatOf(v)),
          e -> bits(e.f32()),
          bits(1.5f),
          bits(-0f)),
      new Member(
          "f64",
          SCALARS,
          11,
          (e, v) -> e.f64(Double.longBitsToDouble(v)),
          e -> Double.doubleToRawLongBits(e.f64()),
          Double.doubleToRawLongBits(Math.PI),
          Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY)),
      new Member(
          "color",
          SCALARS,
          12,
          (e, v) -> e.colorValue(v.intValue()),
          Everything::colorValue,
          -1,
          5),
      new Member(
          "level",
          SCALARS,
          13,
          (e, v) -> e.levelValue(v.intValue()),
          e -> e.levelValue() & U32,
          1,
          U32),
      new Member("pointer", SCALARS, 14, (e, v) -> e.pointer(v), Everything::pointer, -4096, 1),
      new Member("next", SCALARS, 15, (e, v) -> e.next(v), Everything::next, min, max),
      new Member("function", SCALARS, 16, (e, v) -> e.function(v), Everything::function, -1, 2),
      new Member("lined", SCALARS, 17, (e, v) -> e.lined(v.intValue()), Everything::lined, -9, 9),
      new Member("port", SCALARS, 18, (e, v) -> e.port(v.intValue()), Everything::port, 65535, 80),
    };
  }

  /** Sets one byte of a text. */
  private static void text(Everything everything, int index, long value) {
    byte[] text = everything.textBytes();
    text[index] = (byte) value;
    everything.textBytes(text);
  }

  private static Member composite(
      String name,
      int index,
      BiConsumer<Everything, Long> setter,
      ToLongFunction<Everything> getter,
      long... values) {
    return new Member(name, COMPOSITES, index, setter, getter, values);
  }

  @DataProvider
  public Object[] composites() {
    return new Object[] {
      composite("text[0]", 30, (e, v) -> text(e, 0, v), e -> e.textBytes()[0], 'x', -1, 0),
      composite("text[6]", 31, (e, v) -> text(e, 6, v), e -> e.textBytes()[6], 'y', -1, 0),
      composite("bytes[0]", 32, (e, v) -> e.bytes(0, v.intValue()), e -> e.bytes(0), 255, 1),
      composite("bytes[2]", 33, (e, v) -> e.bytes(2, v.intValue()), e -> e.bytes(2), 254, 2),
      composite("grid[0][0]", 34, (e, v) -> e.grid(0, 0, v.shortValue()), e -> e.grid(0, 0), -7),
      composite("grid[0][2]", 35, (e, v) -> e.grid(0, 2, v.shortValue()), e -> e.grid(0, 2), -8),
      composite("grid[1][0]", 36, (e, v) -> e.grid(1, 0, v.shortValue()), e -> e.grid(1, 0), -9),
      composite("grid[1][2]", 37, (e, v) -> e.grid(1, 2, v.shortValue()), e -> e.grid(1, 2), 10),
      composite("flags[0]", 38, (e, v) -> e.flags(0, v != 0), e -> e.flags(0) ? 1 : 0, 1, 0),
      composite("flags[1]", 39, (e, v) -> e.flags(1, v != 0), e -> e.flags(1) ? 1 : 0, 0, 1),
      composite(
          "colors[0]", 40, (e, v) -> e.colorsValue(0, v.intValue()), e -> e.colorsValue(0), -1, 7),
      composite(
          "colors[1]", 41, (e, v) -> e.colorsValue(1, v.intValue()), e -> e.colorsValue(1), 7, 99),
      composite("inner.tag", 42, (e, v) -> e.inner().tag(v.intValue()), e -> e.inner().tag(), 200),
      composite("inner.value", 43, (e, v) -> e.inner().value(v), e -> e.inner().value(), U32),
      composite(
          "inners[0].tag", 44, (e, v) -> e.inners(0).tag(v.intValue()), e -> e.inners(0).tag(), 3),
      composite(
          "inners[1].tag", 45, (e, v) -> e.inners(1).tag(v.intValue()), e -> e.inners(1).tag(), 4),
      composite(
          "inners[1].value", 46, (e, v) -> e.inners(1).value(v), e -> e.inners(1).value(), 5, U32),
      composite("nameless", 47, (e, v) -> e.nameless(v.intValue()), Everything::nameless, -3, 3),
      composite("either", 48, (e, v) -> e.either(v), Everything::either, U32, 0),
      composite("choice.whole", 49, (e, v) -> e.choice().whole(v), e -> e.choice().whole(), -1, 1),
    };
  }

  @DataProvider
  public Object[] bitfields() {
    return new Object[] {
      new Member("bits3", BITFIELDS, 50, (e, v) -> e.bits3(v.intValue()), Everything::bits3, 0, 7),
      new Member(
          "signed5",
          BITFIELDS,
          51,
          (e, v) -> e.signed5(v.intValue()),
          Everything::signed5,
          -16,
          15,
          -1),
      new Member(
          "bit_flag", BITFIELDS, 52, (e, v) -> e.bitFlag(v != 0), e -> e.bitFlag() ? 1 : 0, 1, 0),
      new Member(
          "bits40", BITFIELDS, 53, (e, v) -> e.bits40(v), Everything::bits40, (1L << 40) - 1, 0, 5),
      new Member(
          "bit_level",
          BITFIELDS,
          54,
          (e, v) -> e.bitLevelValue(v.intValue()),
          // Signed, since clang 14 does not say that HIGH is not -1.
          Everything::bitLevelValue,
          255,
          0,
          1),
    };
  }

  private static Member unalignedMember(
      String name,
      int index,
      BiConsumer<RoundTripSkel.Tight, Long> setter,
      ToLongFunction<RoundTripSkel.Tight> getter,
      long... values) {
    return new Member(
        "tight." + name,
        UNALIGNED,
        index,
        (e, v) -> setter.accept(e.tight(), v),
        e -> getter.applyAsLong(e.tight()),
        values);
  }

  @DataProvider
  public Object[] unaligned() {
    return new Object[] {
      unalignedMember("first", 60, (t, v) -> t.first(v.byteValue()), t -> t.first(), -1, 'a'),
      unalignedMember("s16", 61, (t, v) -> t.s16(v.shortValue()), t -> t.s16(), -32768, 32767),
      unalignedMember("u32", 62, (t, v) -> t.u32(v), t -> t.u32(), U32, 1),
      unalignedMember("s64", 63, (t, v) -> t.s64(v), t -> t.s64(), Long.MIN_VALUE, -3),
      unalignedMember("bits7", 64, (t, v) -> t.bits7(v.intValue()), t -> t.bits7(), 127, 0),
      unalignedMember("signed9", 65, (t, v) -> t.signed9(v.intValue()), t -> t.signed9(), -256, 1),
      unalignedMember("bits40", 66, (t, v) -> t.bits40(v), t -> t.bits40(), (1L << 40) - 1, 2),
      unalignedMember("f32", 67, (t, v) -> t.f32(floatOf(v)), t -> bits(t.f32()), bits(2.5f)),
      unalignedMember(
          "f64",
          68,
          (t, v) -> t.f64(Double.longBitsToDouble(v)),
          t -> Double.doubleToRawLongBits(t.f64()),
          Double.doubleToRawLongBits(Math.E)),
      unalignedMember(
          "color", 69, (t, v) -> t.colorValue(v.intValue()), t -> t.colorValue(), -1, 7),
      unalignedMember("pointer", 70, (t, v) -> t.pointer(v), t -> t.pointer(), -1, 1L << 47),
      unalignedMember(
          "inner.tag", 71, (t, v) -> t.inner().tag(v.intValue()), t -> t.inner().tag(), 255),
      unalignedMember(
          "inner.value", 72, (t, v) -> t.inner().value(v), t -> t.inner().value(), U32, 6),
      unalignedMember("last", 73, (t, v) -> t.last(v.intValue()), t -> t.last(), 255, 1),
    };
  }

  /** Fills all members with something, by way of C, and gives what C then sees of them. */
  private static long[] background(RoundTripSkel skel) {
    Random random = new Random(20);
    for (int i = 0; i < skel.bss().toldLength(); i++) {
      skel.bss().told(i, random.nextLong());
    }
    runAll(skel);
    skel.bss().given(skel.bss().made());
    runAll(skel);
    return skel.bss().seenArray();
  }

  private static void runAll(RoundTripSkel skel) {
    SCALARS.run(skel);
    COMPOSITES.run(skel);
    BITFIELDS.run(skel);
    UNALIGNED.run(skel);
  }

  private static void check(Member member) {
    try (RoundTripSkel skel = RoundTripSkel.openAndLoad()) {
      long[] expected = background(skel);
      assertThat(expected).as("the background").isNotEqualTo(new long[expected.length]);
      for (long value : member.values()) {
        member.setter().accept(skel.bss().given(), value);
        skel.bss().told(member.index(), value);
        runAll(skel);
        expected[member.index()] = value;
        assertThat(skel.bss().seenArray()).as("what C sees of %d", value).isEqualTo(expected);
        assertThat(member.getter().applyAsLong(skel.bss().made()))
            .as("what Java sees of %d", value)
            .isEqualTo(value);
      }
    }
  }

  @Test(dataProvider = "scalars", groups = "host")
  public void aScalarGoesBothWays(Member member) {
    check(member);
  }

  @Test(dataProvider = "composites", groups = "host")
  public void aPartOfAnArrayStructOrUnionGoesBothWays(Member member) {
    check(member);
  }

  @Test(dataProvider = "bitfields", groups = "host")
  public void aBitfieldGoesBothWays(Member member) {
    check(member);
  }

  @Test(dataProvider = "unaligned", groups = "host")
  public void aMemberThatIsNotAlignedGoesBothWays(Member member) {
    check(member);
  }

  public void membersOfAUnionLieOverEachOther() {
    try (RoundTripSkel skel = RoundTripSkel.openAndLoad()) {
      Everything given = skel.bss().given();
      given.choice().whole(0x1122_3344_5566_7788L);
      given.either(0xa1b2_c3d4L);
      OVERLAID.run(skel);
      assertThat(skel.bss().seen(80)).isEqualTo(given.choice().halves().low());
      assertThat(skel.bss().seen(81)).isEqualTo(given.choice().halves().high());
      assertThat(skel.bss().seen(80) | skel.bss().seen(81) << 32)
          .isIn(0x1122_3344_5566_7788L, 0x5566_7788_1122_3344L); // whatever the byte order
      assertThat(skel.bss().seen(82)).isEqualTo(given.orBytes(0));
      assertThat(skel.bss().seen(83)).isEqualTo(given.orBytes(3));

      skel.bss().told(80, 5).told(81, 6).told(82, 7).told(83, 8);
      OVERLAID.run(skel);
      assertThat(skel.bss().made().choice().halves().low()).isEqualTo(5);
      assertThat(skel.bss().made().choice().halves().high()).isEqualTo(6);
      assertThat(skel.bss().made().orBytes(0)).isEqualTo(7);
      assertThat(skel.bss().made().orBytes(3)).isEqualTo(8);
    }
  }

  @DataProvider
  public Object[] wideIntegers() {
    BigInteger half = BigInteger.ONE.shiftLeft(127);
    return new Object[] {
      BigInteger.ZERO,
      BigInteger.ONE.negate(),
      half.negate(),
      half.subtract(BigInteger.ONE),
      new BigInteger("-112233445566778899aabbccddeeff", 16),
    };
  }

  @Test(dataProvider = "wideIntegers", groups = "host")
  public void anIntegerOf128BitsGoesBothWays(BigInteger value) {
    try (RoundTripSkel skel = RoundTripSkel.openAndLoad()) {
      BigInteger unsigned = value.mod(BigInteger.ONE.shiftLeft(128));
      skel.bss().given().s128(value).u128(unsigned);
      skel.bss().given().tight().s128(value);
      for (int index : new int[] {20, 22, 74}) {
        skel.bss().told(index, value.longValue());
        skel.bss().told(index + 1, value.shiftRight(64).longValue());
      }
      runAll(skel);
      for (int index : new int[] {20, 22, 74}) {
        assertThat(skel.bss().seen(index)).isEqualTo(value.longValue());
        assertThat(skel.bss().seen(index + 1)).isEqualTo(value.shiftRight(64).longValue());
      }
      assertThat(skel.bss().made().s128()).isEqualTo(value);
      assertThat(skel.bss().made().u128()).isEqualTo(unsigned);
      assertThat(skel.bss().made().tight().s128()).isEqualTo(value);
    }
  }

  public void constantsOfAnEnumStandForTheirNumbers() {
    try (RoundTripSkel skel = RoundTripSkel.openAndLoad()) {
      skel.bss().given().color(Color.RED).level(Level.HIGH).colors(1, Color.BLUE);
      skel.bss().told(12, 7).told(13, 1).told(40, -1).told(41, 5);
      runAll(skel);
      assertThat(skel.bss().seen(12)).isEqualTo(-1);
      assertThat(skel.bss().seen(13)).isEqualTo(U32);
      assertThat(skel.bss().seen(41)).isEqualTo(7);
      assertThat(skel.bss().made().color()).isEqualTo(Color.BLUE);
      assertThat(skel.bss().made().level()).isEqualTo(Level.LOW);
      assertThat(skel.bss().made().colors(0)).isEqualTo(Color.RED);
      assertThat(skel.bss().made().colors(1)).isEqualTo(Color.UNRECOGNIZED);
      assertThat(skel.bss().made().colorsValue(1)).isEqualTo(5);
    }
  }

  public void aTextEndsAtItsFirstZero() {
    try (RoundTripSkel skel = RoundTripSkel.openAndLoad()) {
      skel.bss().given().text("seven77");
      skel.bss().told(30, 'a');
      COMPOSITES.run(skel);
      assertThat(skel.bss().seen(30)).isEqualTo('s');
      assertThat(skel.bss().seen(31)).isEqualTo('7');
      assertThat(skel.bss().made().text()).isEqualTo("a");
      skel.bss().given().text("six");
      COMPOSITES.run(skel);
      assertThat(skel.bss().seen(31)).as("the rest is zeros").isZero();
    }
  }
}
