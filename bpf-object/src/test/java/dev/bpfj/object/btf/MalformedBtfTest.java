package dev.bpfj.object.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.object.MalformedObjectException;
import dev.bpfj.object.io.Region;
import dev.bpfj.object.support.BtfBuilder;
import dev.bpfj.object.support.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Consumer;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** One row a rule of BTF: broken types and everything that is said about them. */
public final class MalformedBtfTest {
  private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;

  private static Btf parse(byte[] bytes) {
    return Btf.parse(Region.of("test.o", "section \".BTF\"", bytes, LITTLE));
  }

  private static byte[] patched(int offset, long value) {
    BtfBuilder btf = BtfBuilder.little();
    btf.integer();
    byte[] bytes = btf.bytes();
    ByteBuffer.wrap(bytes).order(LITTLE).putInt(offset, (int) value);
    return bytes;
  }

  @DataProvider
  public static Object[][] headers() {
    return new Object[][] {
      {"magic", patched(0, 0x10000), "section \".BTF\": magic: found=0x0, expected=0xeb9f"},
      {"version", patched(0, 0x2eb9f), "section \".BTF\": BTF version: found=2, expected=1"},
      {"short header", patched(4, 20), "section \".BTF\": header size: found=20, expected=24"},
      {
        "types past the end",
        patched(12, 9999),
        "section \".BTF\": data past the end: offset=24, length=9999, size=45"
      },
      {
        "strings past the end",
        patched(16, 0xffffffffL),
        "section \".BTF\": data past the end: offset=4294967319, length=5, size=45"
      },
      {
        "no strings",
        patched(20, 0),
        "section \".BTF\", strings: a string table begins and ends with a zero byte"
      },
      {
        "strings without an end",
        patched(20, 4),
        "section \".BTF\", strings: a string table begins and ends with a zero byte"
      },
      {
        "types of odd size",
        patched(12, 15),
        "section \".BTF\", types: size is not a multiple of 4: size=15"
      },
      {
        "type that is cut",
        patched(12, 12),
        "section \".BTF\", types: type 1: (INT) runs past the end: offset=0"
      },
      {
        "type of two words",
        patched(12, 8),
        "section \".BTF\", types: type 1: runs past the end: offset=0"
      },
      {
        "unknown kind",
        patched(28, 0x14000000),
        "section \".BTF\", types: type 1: unknown kind: kind=20; is bpfj too old?"
      },
      {
        "kind 0",
        patched(28, 0),
        "section \".BTF\", types: type 1: unknown kind: kind=0; is bpfj too old?"
      },
      {"empty", new byte[0], "section \".BTF\": data past the end: offset=0, length=2, size=0"},
    };
  }

  @Test(dataProvider = "headers")
  public void brokenHeadersAreRefused(String name, byte[] bytes, String message) {
    assertThatThrownBy(() -> parse(bytes))
        .isInstanceOf(MalformedObjectException.class)
        .hasMessage("test.o: " + message);
  }

  private static Object[] row(String name, String message, Consumer<BtfBuilder> types) {
    return new Object[] {name, message, types};
  }

  @DataProvider
  public static Object[][] references() {
    return new Object[][] {
      row("pointer", "type 1: refers to a type that is not there: type=2", btf -> btf.pointer(2)),
      row(
          "huge id",
          "type 1: refers to a type that is not there: type=4294967295",
          btf -> btf.pointer(-1)),
      row(
          "array's index",
          "type 1: refers to a type that is not there: type=7",
          btf -> btf.type("", 3, 0, 0, 0, 7, 1)),
      row(
          "member",
          "type 1: refers to a type that is not there: type=9",
          btf -> btf.struct("s", 4, "m", 9)),
      row(
          "parameter",
          "type 1: refers to a type that is not there: type=9",
          btf -> btf.type("", 13, 1, 0, 0, 9)),
      row(
          "result",
          "type 1: refers to a type that is not there: type=9",
          btf -> btf.type("", 13, 0, 9)),
      row(
          "section",
          "type 1: refers to a type that is not there: type=9",
          btf -> btf.section(".data", 9, 4)),
      row(
          "tag",
          "type 1: refers to a type that is not there: type=9",
          btf -> btf.type("t", 17, 0, 9, -1)),
      row(
          "function of an int",
          "type 2: refers to a type of the wrong kind: type=1 (INT), expected=FUNC_PROTO",
          btf -> btf.type("f", 12, 1, btf.integer())),
      row(
          "section of an int",
          "type 2: section entry is not a variable: type=1 (INT)",
          btf -> btf.section(".data", btf.integer(), 4)),
      row(
          "variable of a section's type",
          "type 3: refers to a non-type: type=2 (DATASEC)",
          btf -> {
            btf.section(".data", 3, 4);
            btf.section(".bss", 3, 4);
            btf.variable("x", 2);
          }),
      row(
          "pointer to a variable",
          "type 3: refers to a non-type: type=2 (VAR)",
          btf -> btf.pointer(btf.variable("x", btf.integer()))),
      row(
          "name outside of the strings",
          "type 1: name outside the string table: offset=100",
          btf -> btf.raw(100, 7 << 24, 0)),
      row(
          "member's name outside of the strings",
          "type 2: name outside the string table: offset=99",
          btf -> btf.type("s", 4, 1, 4, 99, btf.integer(), 0)),
      row(
          "constant's name outside of the strings",
          "type 1: name outside the string table: offset=99",
          btf -> btf.type("e", 6, 1, 4, 99, 0)),
    };
  }

  @Test(dataProvider = "references")
  public void brokenReferencesAreRefused(String name, String message, Consumer<BtfBuilder> types) {
    BtfBuilder btf = BtfBuilder.little();
    types.accept(btf);
    assertThatThrownBy(btf::parse)
        .isInstanceOf(MalformedObjectException.class)
        .hasMessage("test.o: section \".BTF\", types: " + message);
  }

  @Test
  public void elementsThatCanBeOfNoTypeAreVoid() {
    BtfBuilder btf = BtfBuilder.little();
    int variable = btf.variable("x", btf.integer());
    List<Integer> arrays = List.of(btf.array(32767, 2), btf.array(variable, 2), btf.array(-1, 2));
    Btf types = btf.parse();
    assertThat(arrays).allMatch(types::isVoid);
    assertThat(types.isVoid(1)).isFalse();
  }

  @DataProvider
  public static Object[][] types() {
    return new Object[][] {
      row(
          "int of 3 bytes",
          "type 1: integer size: found=3, expected 1, 2, 4, 8 or 16",
          btf -> btf.type("int", 1, 0, 3, 24)),
      row(
          "int of too many bits",
          "type 1: integer of more bits than its size: bits=40, size=4",
          btf -> btf.type("int", 1, 0, 4, 8 << 16 | 32)),
      row(
          "int of no encoding",
          "type 1: integer encoding: found=7",
          btf -> btf.type("int", 1, 0, 4, 7 << 24 | 32)),
      row(
          "float of 3 bytes",
          "type 1: float size: found=3, expected 2, 4, 8, 12 or 16",
          btf -> btf.type("float", 16, 0, 3)),
      row(
          "enum of 3 bytes",
          "type 1: enum size: found=3, expected 1, 2, 4 or 8",
          btf -> btf.type("e", 6, 0, 3)),
      row(
          "variable of linkage 3",
          "type 1: linkage: found=3, expected 0, 1 or 2",
          btf -> btf.type("x", 14, 0, 0, 3)),
      row(
          "member past the struct",
          "type 1: member \"m\" runs past the end: bit offset=0, size=3",
          btf -> btf.struct("s", 3, "m", btf.count() + 2)),
      row(
          "bitfield past the struct",
          "type 1: member \"b\" runs past the end: bit offset=30, size=4",
          btf -> {
            btf.flagged("s", 4, 1, 4, btf.string("b"), 2, 3L << 24 | 30);
          }),
    };
  }

  @Test(dataProvider = "types")
  public void brokenTypesAreRefusedWhenAskedFor(
      String name, String message, Consumer<BtfBuilder> types) {
    BtfBuilder btf = BtfBuilder.little();
    types.accept(btf);
    btf.integer();
    Btf parsed = btf.parse();
    assertThatThrownBy(() -> parsed.type(1))
        .isInstanceOf(MalformedObjectException.class)
        .hasMessage("test.o: section \".BTF\", types: " + message);
  }

  @DataProvider
  public static Object[][] endless() {
    return new Object[][] {
      row("typedef of itself", "type 1: refers to itself", btf -> btf.typedef("t", 1)),
      row(
          "two typedefs of each other",
          "type 1: refers to itself",
          btf -> {
            btf.typedef("t", 2);
            btf.typedef("u", 1);
          }),
      row(
          "array of itself",
          "type 1: has no size: an array of itself, or of elements without a size",
          btf -> btf.array(1, 2)),
      row("void", "type 1: has no size: void", btf -> btf.typedef("t", 0)),
      row("function", "type 1: has no size: FUNC_PROTO", btf -> btf.type("", 13, 0, 0)),
      row("forward", "type 1: has no size: FWD", btf -> btf.type("f", 7, 0, 0)),
      row(
          "array of 4 GiB",
          "type 1: is larger than 4 GiB",
          btf -> {
            btf.array(2, 1 << 30);
            btf.integer();
          }),
      row(
          "arrays of 2^64",
          "type 1: is larger than 4 GiB",
          btf -> {
            btf.array(2, 0xffffffffL);
            btf.array(3, 0xffffffffL);
            btf.integer();
          }),
    };
  }

  @Test(dataProvider = "endless")
  public void typesWithoutASizeSayWhy(String name, String message, Consumer<BtfBuilder> types) {
    BtfBuilder btf = BtfBuilder.little();
    types.accept(btf);
    Btf parsed = btf.parse();
    for (int twice = 0; twice < 2; twice++) {
      assertThatThrownBy(() -> parsed.sizeOf(1))
          .isInstanceOf(MalformedObjectException.class)
          .hasMessage("test.o: section \".BTF\", types: " + message);
    }
  }

  @Test
  public void structsThatContainThemselvesHaveNoAlignment() {
    BtfBuilder btf = BtfBuilder.little();
    btf.struct("a", 8, "m", 2);
    btf.struct("b", 8, "m", 1);
    Btf parsed = btf.parse();
    assertThatThrownBy(() -> parsed.alignOf(1)).hasMessageContaining("contains itself");
    assertThatThrownBy(() -> parsed.alignOf(2)).hasMessageContaining("contains itself");
    assertThat(parsed.sizeOf(1)).isEqualTo(8);
  }

  @Test
  public void arraysOfNoElementsHaveNoSizeToExceed() {
    BtfBuilder btf = BtfBuilder.little();
    btf.array(2, 0);
    btf.array(3, 0xffffffffL);
    btf.integer();
    assertThat(btf.parse().sizeOf(1)).isZero();
  }

  @Test
  public void kindsOfTheFutureAreSkippedWhereTheObjectSaysHowLongTheyAre() {
    Bytes types = new Bytes(LITTLE);
    types.u32(1, 20L << 24 | 2, 0, 11, 12, 13, 21, 22, 23);
    types.u32(0, 2L << 24, 1);
    Bytes all = new Bytes(LITTLE).u16(0xeb9f).u8(1, 0);
    // Entries of 12 bytes, and 12 for each element.
    Bytes layouts = new Bytes(LITTLE);
    for (int kind = 0; kind <= 20; kind++) {
      layouts.u8(kind == 20 ? 8 : 0, kind == 20 ? 8 : 0, 0, 0);
    }
    all.u32(32, 0, types.size(), types.size() + layouts.size(), 5);
    all.u32(types.size(), layouts.size());
    all.all(types.array()).all(layouts.array()).u8(0).string("new");
    Btf btf = parse(all.array());
    assertThat(btf.count()).isEqualTo(2);
    assertThat(btf.type(1)).isEqualTo(new BtfType.Unknown(1, "new", 20));
    assertThat(btf.type(2)).isEqualTo(new BtfType.Ptr(2, 1));
    assertThat(CDeclaration.of(btf, 2)).isEqualTo("/* BTF kind 20 */ new *");
  }

  @Test
  public void brokenLinesAreRefusedAndNothingElseIs() {
    BtfBuilder types = BtfBuilder.little();
    types.integer();
    Btf btf = types.parse();
    Bytes ext = new Bytes(LITTLE).u16(0xeb9f).u8(1, 0).u32(24, 0, 20, 20, 0);
    ext.u32(8, 0, 1, 0, 1);
    BtfExt read =
        BtfExt.parse(Region.of("test.o", "section \".BTF.ext\"", ext.array(), LITTLE), btf);
    assertThat(read.lines("")).isEmpty();
    assertThatThrownBy(() -> read.functions(""))
        .hasMessage("test.o: section \".BTF.ext\", functions: no function has this type: type=1");
    byte[] many = ext.array();
    ByteBuffer.wrap(many).order(LITTLE).putInt(32, 1000);
    assertThatThrownBy(
            () -> BtfExt.parse(Region.of("test.o", "section \".BTF.ext\"", many, LITTLE), btf))
        .hasMessage(
            "test.o: section \".BTF.ext\", functions: records of section \"\" run past the end:"
                + " count=1000");
  }
}
