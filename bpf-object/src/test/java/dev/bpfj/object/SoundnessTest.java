package dev.bpfj.object;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.object.support.BtfBuilder;
import dev.bpfj.object.support.Bytes;
import dev.bpfj.object.support.ElfBuilder;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What is refused before an object is handed to libbpf, although nothing in it refers to it. */
public final class SoundnessTest {
  private static final int STRUCT = 4;
  private static final int UNION = 5;
  private static final int TYPEDEF = 8;
  private static final int CONST = 10;
  private static final int FUNC = 12;
  private static final int FUNC_PROTO = 13;
  private static final int WRITE_ALLOC = 3;
  private static final int PROGBITS = 1;

  private static byte[] object(BtfBuilder btf) {
    ElfBuilder elf = ElfBuilder.little();
    elf.section(".data", WRITE_ALLOC, new byte[4]);
    return elf.btf(btf).bytes();
  }

  private static void requireSound(byte[] object) {
    BpfObjectFile.requireSound("test.o", object, false);
  }

  @DataProvider
  static Object[][] circles() {
    return new Object[][] {
      {"a typedef of itself", 1, "TYPEDEF", circle(btf -> btf.typedef("t", 1))},
      {"an array of itself", 2, "ARRAY", circle(btf -> btf.integer(), btf -> btf.array(2, 1))},
      {"a struct in itself", 1, "STRUCT", circle(btf -> btf.struct("s", 8, "s", 1))},
      {
        "a union in itself",
        1,
        "UNION",
        circle(btf -> btf.type("u", UNION, 1, 8, btf.string("u"), 1, 0))
      },
      {
        "a typedef of a qualifier of it",
        1,
        "TYPEDEF",
        circle(btf -> btf.typedef("t", 2), btf -> btf.type("", CONST, 0, 1))
      },
      {
        "a struct in an array in its typedef",
        1,
        "STRUCT",
        circle(
            btf -> btf.struct("s", 8, "a", 2), btf -> btf.array(3, 1), btf -> btf.typedef("t", 1))
      },
      {
        "the last member of a struct",
        2,
        "STRUCT",
        circle(
            btf -> btf.integer(),
            btf -> btf.type("s", STRUCT, 2, 8, btf.string("a"), 1, 0, btf.string("b"), 2, 32))
      },
    };
  }

  @SafeVarargs
  private static BtfBuilder circle(Consumer<BtfBuilder>... types) {
    BtfBuilder btf = BtfBuilder.little();
    for (Consumer<BtfBuilder> type : types) {
      type.accept(btf);
    }
    return btf;
  }

  @Test(dataProvider = "circles")
  public void aTypeThatContainsItselfIsRefused(String name, int id, String kind, BtfBuilder btf) {
    byte[] object = object(btf);
    assertThatThrownBy(() -> requireSound(object))
        .isInstanceOf(MalformedObjectException.class)
        .hasMessage("test.o: section \".BTF\", types: type " + id + ": contains itself: " + kind);
    assertThatCode(() -> BpfObjectFile.parse("test.o", object)).doesNotThrowAnyException();
  }

  @Test
  public void aTypeThatPointsToItselfIsSound() {
    BtfBuilder btf = BtfBuilder.little();
    btf.struct("s", 8, "next", 2);
    btf.pointer(1);
    btf.typedef("f", 4);
    btf.pointer(5);
    btf.type("", FUNC_PROTO, 1, 3, btf.string("f"), 3);
    // One type in many places is no circle, nor is void a type that contains anything.
    btf.type("", STRUCT, 2, 16, btf.string("a"), 1, 0, btf.string("b"), 1, 64);
    btf.typedef("nothing", 0);
    btf.typedef("nothing_too", 0);
    assertThatCode(() -> requireSound(object(btf))).doesNotThrowAnyException();
  }

  @Test(timeOut = 30_000)
  public void aChainOfAMillionTypesIsWalkedFast() {
    BtfBuilder btf = BtfBuilder.little();
    int count = 1_000_000;
    for (int i = 1; i <= count; i++) {
      btf.typedef("t", i == count ? 0 : i + 1);
    }
    assertThatCode(() -> requireSound(object(btf))).doesNotThrowAnyException();
  }

  private static BtfBuilder function() {
    BtfBuilder btf = BtfBuilder.little();
    btf.integer();
    btf.type("", FUNC_PROTO, 0, 1);
    btf.type("f", FUNC, 1, 2);
    return btf;
  }

  // .BTF.ext of one function, one line and one CO-RE relocation.
  private static byte[] withRecords(BtfBuilder btf, int function, int text, int relocated) {
    int section = btf.string("section");
    Bytes ext = new Bytes(ByteOrder.LITTLE_ENDIAN).u16(0xeb9f).u8(1, 0);
    ext.u32(32, 0, 20, 20, 28, 48, 28);
    ext.u32(8, section, 1, 0, function);
    ext.u32(16, section, 1, 0, 0, text, 1 << 10);
    ext.u32(16, section, 1, 0, relocated, 0, 0);
    ElfBuilder elf = ElfBuilder.little();
    elf.section(".data", WRITE_ALLOC, new byte[4]);
    elf.section(".BTF.ext", PROGBITS, 0, ext.array(), ext.size(), 0);
    return elf.btf(btf).bytes();
  }

  @Test
  public void recordsThatReferToTypesAndStringsAreSound() {
    assertThatCode(() -> requireSound(withRecords(function(), 3, 0, 1))).doesNotThrowAnyException();
  }

  @DataProvider
  static Object[][] records() {
    return new Object[][] {
      {
        "a function's type that is not there",
        4,
        0,
        1,
        "functions: no function has this type: type=4"
      },
      {
        "a function's type of another kind", 1, 0, 1, "functions: no function has this type: type=1"
      },
      {"a line's text outside the strings", 3, 9999, 1, "strings: data past the end: offset=9999"},
      {
        "a relocation's type that is not there",
        3,
        0,
        -1,
        "CO-RE relocations: no such type: type=4294967295"
      },
    };
  }

  @Test(dataProvider = "records")
  public void aRecordThatRefersToNothingIsRefused(
      String name, int function, int text, int relocated, String what) {
    byte[] object = withRecords(function(), function, text, relocated);
    assertThatThrownBy(() -> requireSound(object))
        .isInstanceOf(MalformedObjectException.class)
        .hasMessageContaining(what);
    assertThatCode(() -> BpfObjectFile.parse("test.o", object)).doesNotThrowAnyException();
  }

  @Test
  public void unknownAttributesOfMapsAreRefusedUnlessTheyAreIgnored() {
    BtfBuilder btf = BtfBuilder.little();
    btf.integer();
    btf.pointer(btf.array(1, 1));
    int members =
        btf.type("", STRUCT, 2, 16, btf.string("type"), 3, 0, btf.string("colour"), 3, 64);
    btf.section(".maps", btf.variable("m", members), 16);
    ElfBuilder elf = ElfBuilder.little();
    int section = elf.section(".maps", WRITE_ALLOC, new byte[16]);
    byte[] object = elf.variable("m", section, 0, 16).btf(btf).bytes();
    assertThatThrownBy(() -> requireSound(object))
        .hasMessage("test.o: map \"m\": has an attribute that libbpf does not know: \"colour\"");
    assertThatCode(() -> BpfObjectFile.requireSound("test.o", object, true))
        .doesNotThrowAnyException();
  }
}
