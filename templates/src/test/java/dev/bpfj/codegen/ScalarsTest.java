package dev.bpfj.codegen;

import static dev.bpfj.codegen.support.Beans.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.codegen.support.Beans;
import dev.bpfj.codegen.support.Generated;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * Variables of single values and arrays of them, in a skeleton that is compiled and opened: the
 * initial values are what the C compiler put there.
 */
public final class ScalarsTest {
  private static final BigInteger TWO = BigInteger.TWO;

  private Generated scalars = Generated.none();

  @BeforeClass
  public void open() {
    scalars = Generated.open("scalars");
  }

  @AfterClass
  public void close() {
    scalars.close();
  }

  @DataProvider
  public Object[][] variables() {
    return new Object[][] {
      {"aBool", true, false},
      {"aChar", (byte) 'x', (byte) -1},
      {"anS8", (byte) -8, Byte.MIN_VALUE},
      {"aU8", 200, 255},
      {"anS16", (short) -1600, Short.MIN_VALUE},
      {"aU16", 60000, 65535},
      {"anS32", -320000, Integer.MIN_VALUE},
      {"aU32", 4000000000L, 4294967295L},
      {"anS64", -64000000000L, Long.MIN_VALUE},
      {"aU64", Long.parseUnsignedLong("18000000000000000000"), -1L},
      {"anS128", BigInteger.ONE.negate(), TWO.pow(127).negate()},
      {"aU128", TWO.pow(100).add(BigInteger.valueOf(7)), TWO.pow(128).subtract(BigInteger.ONE)},
      {"aFloat", 1.5f, Float.NEGATIVE_INFINITY},
      {"aDouble", -2.25, Double.MIN_VALUE},
      {"text", "hello", "grüße"},
      {"full", "full", "abcd"},
    };
  }

  @Test(dataProvider = "variables")
  public void hasTheValueOfCAndTakesAnother(String name, Object initial, Object other) {
    Object data = scalars.section("data");
    assertThat(call(data, name)).isEqualTo(initial);
    assertThat(call(data, name, other)).isSameAs(data);
    assertThat(call(data, name)).isEqualTo(other);
    call(data, name, initial);
    assertThat(call(data, name)).isEqualTo(initial);
  }

  @DataProvider
  public Object[][] pointers() {
    return new Object[][] {
      {"aPointer"}, {"aVoidPointer"}, {"aFunction"}, {"anUnknown"}, {"zeroed"}
    };
  }

  @Test(dataProvider = "pointers")
  public void aPointerIsAnAddress(String name) {
    Object bss = scalars.section("bss");
    assertThat(call(bss, name)).isEqualTo(0L);
    call(bss, name, 0xffff_8880_1234_5678L);
    assertThat(call(bss, name)).isEqualTo(0xffff_8880_1234_5678L);
  }

  @DataProvider
  public Object[][] refusals() {
    return new Object[][] {
      {"aU8", 256, "aU8: value out of range: value=256, expected=0 to 255"},
      {"aU8", -1, "aU8: value out of range: value=-1, expected=0 to 255"},
      {"aU16", 65536, "aU16: value out of range: value=65536, expected=0 to 65535"},
      {"aU32", 1L << 32, "aU32: value out of range: value=4294967296, expected=0 to 4294967295"},
      {"aU32", -1L, "aU32: value out of range: value=-1, expected=0 to 4294967295"},
      {
        "aU128",
        BigInteger.ONE.negate(),
        "aU128: value out of range: value=-1, expected=0 to 340282366920938463463374607431768211455"
      },
      {
        "anS128",
        TWO.pow(127),
        "anS128: value out of range: value=170141183460469231731687303715884105728,"
            + " expected=-170141183460469231731687303715884105728 to"
            + " 170141183460469231731687303715884105727"
      },
      {"text", "a text of 17 byte", "text: text is too long: size=17, limit=16"},
      {"text", "zero\0", "text: a zero character ends a C string: index=4"},
      {"textBytes", new byte[17], "textBytes: array is too long: size=17, limit=16"},
      {"intsArray", new int[6], "intsArray: array is too long: size=6, limit=5"},
    };
  }

  @Test(dataProvider = "refusals")
  public void aValueThatDoesNotFitIsRefused(String name, Object value, String message) {
    Object data = scalars.section("data");
    assertThatThrownBy(() -> call(data, name, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ScalarsSkel.Data." + message);
  }

  @Test
  public void textIsTakenUpToTheFirstZeroAndItsRestIsCleared() {
    Object data = scalars.section("data");
    call(data, "textBytes", "ab\0cd".getBytes());
    assertThat(call(data, "text")).isEqualTo("ab");
    call(data, "text", "hello");
    assertThat(call(data, "textBytes")).isEqualTo(Arrays.copyOf("hello".getBytes(), 16));
    assertThat(call(data, "text", 1)).isEqualTo((byte) 'e');
    call(data, "text", 1, (byte) 'a');
    assertThat(call(data, "text")).isEqualTo("hallo");
    assertThat(call(data, "textLength")).isEqualTo(16);
    call(data, "text", "hello");
    assertThat(call(data, "lines", 1)).isEqualTo("two");
    assertThat(call(data, "lines", 1, 2)).isEqualTo((byte) 'o');
    assertThat(call(data, "linesLength")).isEqualTo(2);
  }

  @Test
  public void arraysHaveElementsLengthsAndCopies() {
    Object data = scalars.section("data");
    assertThat(call(data, "macBytes")).isEqualTo(new byte[] {1, 2, 3, 4, 5, -1});
    assertThat(call(data, "mac", 5)).isEqualTo(255);
    assertThat(call(data, "intsArray")).isEqualTo(new int[] {1, -2, 3, -4, 5});
    assertThat(call(data, "matrix", 1, 2)).isEqualTo(4000000000L);
    assertThat(call(data, "matrixArray", 0)).isEqualTo(new long[] {1, 2, 3});
    assertThat(call(data, "matrixLength")).isEqualTo(2);
    assertThat(call(data, "flags", 2)).isEqualTo(true);
    assertThat(call(data, "cube", 1, 0, 1)).isEqualTo(6L);
    assertThat(call(data, "reals", 1)).isEqualTo(0.25);
    assertThat(call(scalars.section("bss"), "nothingLength")).isEqualTo(0);
    assertThat(call(scalars.section("rodata"), "limits", 2)).isEqualTo(9L);
    assertThat(call(scalars.section("rodata"), "aChain")).isEqualTo(0L);
    assertThat(call(scalars.section("rodata"), "constantText")).isEqualTo("const");
  }

  @Test
  public void aShorterArrayClearsTheRest() {
    Object counts = scalars.section("bss");
    call(counts, "countsArray", new int[] {1, 2, 3, 4});
    call(counts, "countsArray", new int[] {9});
    assertThat(call(counts, "countsArray")).isEqualTo(new int[] {9, 0, 0, 0});
    call(counts, "countsArray", new int[0]);
  }

  @Test
  public void anIndexIsChecked() {
    Object data = scalars.section("data");
    for (List<Integer> bad : List.of(List.of(-1, 0), List.of(2, 0), List.of(0, 3))) {
      assertThatThrownBy(() -> call(data, "matrix", bad.get(0), bad.get(1)))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  public void integersHaveAtomicOperations() {
    Object data = scalars.section("data");
    assertThat(call(data, "getAndAddAU32", 294967297L)).isEqualTo(4000000000L);
    assertThat(call(data, "compareAndSetAU32", 5L, 6L)).isEqualTo(false);
    assertThat(call(data, "compareAndSetAU32", 1L, 4000000000L)).isEqualTo(true);
    assertThat(call(data, "getAndAddMatrix", 0, 1, 10L)).isEqualTo(2L);
    assertThat(call(data, "compareAndSetMatrix", 0, 1, 12L, 2L)).isEqualTo(true);
    assertThat(call(data, "getAndAddAnS64", -1L)).isEqualTo(-64000000000L);
    assertThat(call(data, "getAndAddAnS64", 1L)).isEqualTo(-64000000001L);
  }

  @Test
  public void enumsAreConstantsAndNumbers() {
    Object data = scalars.section("data");
    assertThat(call(data, "color")).hasToString("GREEN");
    assertThat(call(data, "unknownColor")).hasToString("UNRECOGNIZED");
    assertThat(call(data, "unknownColorValue")).isEqualTo(77);
    assertThat(call(data, "palette", 2)).hasToString("NEGATIVE");
    assertThat(call(data, "paletteValue", 2)).isEqualTo(-3);
    assertThat(call(data, "letter")).hasToString("BETA");
    assertThat(call(data, "level")).hasToString("HIGH");
    Object blue = constant("Color", "BLUE");
    call(data, "color", blue);
    assertThat(call(data, "colorValue")).isEqualTo(4);
    assertThat(constant("Color", "AZURE")).isSameAs(blue);
    assertThatThrownBy(() -> call(data, "color", constant("Color", "UNRECOGNIZED")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("UNRECOGNIZED stands for no value");
    call(data, "color", constant("Color", "GREEN"));
  }

  private Object constant(String type, String name) {
    return Beans.constant(scalars.nested(type), name);
  }

  @Test
  public void nothingIsMissing() {
    assertThat(scalars.notes()).isEmpty();
  }
}
