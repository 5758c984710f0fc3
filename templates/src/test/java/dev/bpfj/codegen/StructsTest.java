package dev.bpfj.codegen;

import static dev.bpfj.codegen.support.Beans.call;
import static dev.bpfj.codegen.support.Beans.constant;
import static dev.bpfj.codegen.support.Beans.create;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.codegen.support.Generated;
import java.nio.ByteBuffer;
import java.util.List;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * Structs and unions, in a skeleton that is compiled and opened: the values are the C compiler's.
 */
public final class StructsTest {
  private Generated structs = Generated.none();
  private Object data = structs;

  @BeforeClass
  public void open() {
    structs = Generated.open("structs", "struct wanted");
    data = structs.section("data");
  }

  @AfterClass
  public void close() {
    structs.close();
  }

  @Test
  public void aStructPrintsWhatCPutThere() {
    assertThat(call(data, "event"))
        .hasToString(
            "Event[pid=42, comm=\"bash\", state=RUNNING, inner=Inner[tag=105, value=7],"
                + " pair=[Inner[tag=97, value=1], Inner[tag=98, value=2]], next=0x0,"
                + " whole=4294967298, low=2, high=1, point=EventPoint[x=3, y=-4],"
                + " mac=[1, 2, 3, 4, 5, 6]]");
    assertThat(call(data, "packed")).hasToString("Packed[c=112, i=-5, l=6, s=-7]");
    assertThat(call(data, "over")).hasToString("Over[i=1, far=2]");
    assertThat(call(data, "recursive"))
        .hasToString("Recursive[self=0x0, unknown=0x0, call=0x0, n=3]");
    assertThat(call(data, "unnamed"))
        .hasToString("Unnamed[a=1, deep=[UnnamedDeep[b=2], UnnamedDeep[b=3]]]");
    assertThat(call(call(data, "grid", 1, 0), "value")).isEqualTo(3L);
    assertThat(call(data, "any")).asString().startsWith("Any[i=").contains("text=\"union\"");
  }

  @DataProvider
  public Object[][] bitfields() {
    return new Object[][] {
      {"a", 5, 0},
      {"b", 21, 31},
      {"c", -3, 63},
      {"d", true, false},
      {"f", 0xfedcba9876L, 0L},
      {"g", -12345678901L, (1L << 49) - 1},
      {"h", 3, 1},
      {"full", 4294967295L, 0L},
    };
  }

  @Test(dataProvider = "bitfields")
  public void aBitfieldIsSetWithoutItsNeighbours(String name, Object initial, Object other) {
    Object bits = call(data, "bits");
    String before = bits.toString();
    assertThat(call(bits, name)).isEqualTo(initial);
    call(bits, name, other);
    assertThat(bits)
        .hasToString(before.replace(name + "=" + initial, name + "=" + other))
        .asString()
        .isNotEqualTo(before);
    call(bits, name, initial);
    assertThat(bits).hasToString(before);
  }

  @Test
  public void aBitfieldOfAnEnumIsOne() {
    Object bits = call(data, "bits");
    assertThat(call(bits, "e")).hasToString("DEAD");
    assertThat(call(bits, "eValue")).isEqualTo(7);
    call(bits, "eValue", 3);
    assertThat(call(bits, "e")).hasToString("UNRECOGNIZED");
    call(bits, "e", call(structs.nested("State"), "of", 7));
    assertThat(call(bits, "e")).hasToString("DEAD");
  }

  @DataProvider
  public Object[][] refusals() {
    return new Object[][] {
      {"a", 8, "a: value out of range: value=8, expected=0 to 7"},
      {"c", 64, "c: value out of range: value=64, expected=-64 to 63"},
      {
        "g",
        1L << 49,
        "g: value out of range: value=562949953421312, expected=-562949953421312 to"
            + " 562949953421311"
      },
      {"eValue", 8, "eValue: value out of range: value=8, expected=0 to 7"},
    };
  }

  @Test(dataProvider = "refusals")
  public void aBitfieldChecksItsRange(String name, Object value, String message) {
    Object bits = call(data, "bits");
    assertThatThrownBy(() -> call(bits, name, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("StructsSkel.Bits." + message);
  }

  @Test
  public void whatIsSetInAViewIsSetInTheSection() {
    call(call(data, "packed"), "i", 77);
    assertThat(call(call(data, "packed"), "i")).isEqualTo(77);
    Object copy = call(call(data, "packed"), "copy");
    call(copy, "i", -5);
    assertThat(call(call(data, "packed"), "i")).isEqualTo(77);
    call(data, "packed", copy);
    assertThat(call(call(data, "packed"), "i")).isEqualTo(-5);
  }

  @Test
  public void structsAreEqualByValueAndPaddingIsNone() {
    ByteBuffer zeros = ByteBuffer.allocateDirect(64);
    ByteBuffer ones = ByteBuffer.allocateDirect(64);
    for (int i = 0; i < 64; i++) {
      ones.put(i, (byte) -1);
    }
    Object first = inner(zeros, 8);
    Object second = inner(ones, 16);
    assertThat(first).isEqualTo(second).hasSameHashCodeAs(second);
    assertThat(ones.get(17)).as("padding").isEqualTo((byte) -1);
    call(second, "value", 8L);
    assertThat(first).isNotEqualTo(second);
    assertThat(first).isNotEqualTo(create(structs.nested("Any"))).isNotEqualTo(null);
  }

  private Object inner(ByteBuffer buffer, int offset) {
    Object inner = call(create(structs.nested("Inner")), "wrap", buffer, offset);
    call(inner, "tag", (byte) 't');
    call(inner, "value", 7L);
    return inner;
  }

  @Test
  public void bitfieldsAreEqualWithoutTheBitsBetweenThem() {
    ByteBuffer ones = ByteBuffer.allocateDirect(64);
    for (int i = 0; i < 64; i++) {
      ones.put(i, (byte) -1);
    }
    Object bits = call(create(structs.nested("Bits")), "wrap", ones, 8);
    Object same = create(structs.nested("Bits"));
    for (String name : List.of("a", "b", "c", "d", "f", "g", "h", "full", "eValue")) {
      call(same, name, call(bits, name));
    }
    assertThat(same).isEqualTo(bits).hasSameHashCodeAs(bits);
    for (String name : List.of("a", "b", "c", "f", "g", "h", "full", "eValue")) {
      Object value = call(bits, name);
      call(same, name, value instanceof Long ? (Object) 0L : (Object) 0);
      assertThat(same).as(name).isNotEqualTo(bits);
      call(same, name, value);
    }
  }

  @Test
  public void aUnionIsEqualWithAllItsBytes() {
    Object one = create(structs.nested("Any"));
    Object other = create(structs.nested("Any"));
    call(one, "i", 5);
    call(other, "i", 5);
    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    call(other, "text", 11, (byte) 1);
    assertThat(one).isNotEqualTo(other);
  }

  @Test
  public void aViewMovesOverABuffer() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(64);
    Object inner = call(create(structs.nested("Inner")), "wrap", buffer, 8);
    call(inner, "value", 5L);
    assertThat(call(inner, "wrap", buffer, 16)).isSameAs(inner);
    assertThat(call(inner, "value")).isEqualTo(0L);
    call(inner, "wrap", buffer, 8);
    assertThat(call(inner, "value")).isEqualTo(5L);
  }

  @DataProvider
  public Object[][] badBuffers() {
    ByteBuffer direct = ByteBuffer.allocateDirect(64);
    return new Object[][] {
      {
        "on the heap",
        ByteBuffer.allocate(64),
        0,
        8,
        "a buffer on the heap; a direct one is needed, see allocateDirect"
      },
      {
        "at an odd address",
        direct.slice(3, 32),
        0,
        8,
        "a buffer at an odd address: address modulo 8=3; use the buffer that it is a slice of, and"
            + " an offset"
      },
      {"too few bytes", direct, 0, 7, "too few bytes: length=7, expected=8"},
    };
  }

  @Test(dataProvider = "badBuffers")
  public void aBufferIsRefused(
      String what, ByteBuffer buffer, int offset, int length, String message) {
    Object inner = create(structs.nested("Inner"));
    assertThatThrownBy(() -> call(inner, "wrap", buffer, offset, length))
        .as(what)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("StructsSkel.Inner.wrap: " + message);
  }

  @Test
  public void aStructLiesInsideTheBuffer() {
    Object inner = create(structs.nested("Inner"));
    ByteBuffer buffer = ByteBuffer.allocateDirect(32).limit(0);
    assertThatThrownBy(() -> call(inner, "wrap", buffer, 25))
        .isInstanceOf(IndexOutOfBoundsException.class);
    call(inner, "wrap", buffer, 24);
  }

  @Test
  public void aFlexibleArrayHasTheLengthThatIsLeft() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(64);
    Object flexible = call(create(structs.nested("Flexible")), "wrap", buffer, 8, 4 + 2 * 3);
    assertThat(call(flexible, "restLength")).isEqualTo(3);
    call(flexible, "rest", 2, 65535);
    assertThat(call(flexible, "restArray")).isEqualTo(new int[] {0, 0, 65535});
    assertThatThrownBy(() -> call(flexible, "rest", 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
    Object outer = call(create(structs.nested("OuterFlexible")), "wrap", buffer, 0, 16 + 2);
    assertThat(call(call(outer, "tail"), "restLength")).isEqualTo(3);
    assertThat(call(create(structs.nested("Flexible")), "restLength")).isEqualTo(0);
  }

  @DataProvider
  public Object[][] sizes() {
    return new Object[][] {
      {"Event", "sizeOfEvent"},
      {"Packed", "sizeOfPacked"},
      {"Over", "sizeOfOver"},
      {"Bits", "sizeOfBits"},
      {"Any", "sizeOfAny"},
      {"NamedT", "sizeOfNamedT"},
      {"Recursive", "sizeOfRecursive"},
      {"Flexible", "sizeOfFlexible"},
      {"OuterFlexible", "sizeOfOuterFlexible"},
      {"Empty", "sizeOfEmpty"},
      {"Wanted", "sizeOfWanted"},
      {"Tagged", "sizeOfTagged"},
    };
  }

  @Test(dataProvider = "sizes")
  public void aSizeIsWhatCSays(String type, String variable) {
    assertThat((Integer) constant(structs.nested(type), "SIZE"))
        .isEqualTo((int) (long) call(structs.section("rodata"), variable));
  }

  @Test
  public void nothingIsMissing() {
    assertThat(structs.notes()).isEmpty();
  }
}
