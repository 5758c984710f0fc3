package dev.bpfj.libbpf.skeleton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bpfj.libbpf.ForkedJvm;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.memory.AddressRange;
import dev.bpfj.libbpf.internal.raw.LibC;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * What generated code calls is public, and can be called with anything: it gives a value or an
 * exception. In a JVM of its own, which ends if it does not.
 */
public final class HostileArgumentsTest {
  private static final int SIZE = 16;

  private static final class Any extends StructView {
    private static final StructLayout LAYOUT = StructLayout.of(SIZE);

    Any() {
      super(LAYOUT);
    }

    Any(View parent, int offset) {
      super(LAYOUT, parent, offset);
    }

    Any(View parent, int offset, int extent) {
      super(LAYOUT, parent, offset, extent);
    }
  }

  private interface Call {
    Object with(View view, int offset, int number);
  }

  private static Object done(Runnable call) {
    call.run();
    return "done";
  }

  private static final Map<String, Call> CALLS = new TreeMap<>();

  static {
    CALLS.put("getS8", (v, at, n) -> Fields.getS8(v, at));
    CALLS.put("setS8", (v, at, n) -> done(() -> Fields.setS8(v, at, 1)));
    CALLS.put("getS16", (v, at, n) -> Fields.getS16(v, at));
    CALLS.put("setS16", (v, at, n) -> done(() -> Fields.setS16(v, at, 1)));
    CALLS.put("getS32", (v, at, n) -> Fields.getS32(v, at));
    CALLS.put("setS32", (v, at, n) -> done(() -> Fields.setS32(v, at, 1)));
    CALLS.put("get64", (v, at, n) -> Fields.get64(v, at));
    CALLS.put("set64", (v, at, n) -> done(() -> Fields.set64(v, at, 1)));
    CALLS.put("getU128", (v, at, n) -> Int128.getU128(v, at));
    CALLS.put("setU128", (v, at, n) -> done(() -> Int128.setU128(v, at, BigInteger.ONE)));
    CALLS.put("getAndAddS32", (v, at, n) -> Atomics.getAndAddS32(v, at, 1));
    CALLS.put("getAndAdd64", (v, at, n) -> Atomics.getAndAdd64(v, at, 1));
    CALLS.put("compareAndSetS32", (v, at, n) -> Atomics.compareAndSetS32(v, at, 0, 1));
    CALLS.put("compareAndSet64", (v, at, n) -> Atomics.compareAndSet64(v, at, 0, 1));
    CALLS.put("bits", (v, at, n) -> BitFields.getLong(v, at, n, 64));
    CALLS.put("width", (v, at, n) -> BitFields.getSignedLong(v, at, 0, n));
    CALLS.put("set bits", (v, at, n) -> done(() -> BitFields.setLong(v, at, n, 3, 1)));
    CALLS.put("set width", (v, at, n) -> done(() -> BitFields.setSignedLong(v, at, 7, n, -1)));
    CALLS.put("set truth", (v, at, n) -> done(() -> BitFields.setBool(v, at, n, n, true)));
    CALLS.put("bytes", (v, at, n) -> Arrays.getBytes(v, at, n));
    CALLS.put("set bytes", (v, at, n) -> done(() -> Arrays.setBytes(v, at, n, new byte[1])));
    CALLS.put("s16", (v, at, n) -> Arrays.getS16(v, at, n));
    CALLS.put("set s16", (v, at, n) -> done(() -> Arrays.setS16(v, at, n, new short[1])));
    CALLS.put("u16", (v, at, n) -> Arrays.getU16(v, at, n));
    CALLS.put("set u16", (v, at, n) -> done(() -> Arrays.setU16(v, at, n, new int[1])));
    CALLS.put("s32", (v, at, n) -> Arrays.getS32(v, at, n));
    CALLS.put("set s32", (v, at, n) -> done(() -> Arrays.setS32(v, at, n, new int[1])));
    CALLS.put("u32", (v, at, n) -> Arrays.getU32(v, at, n));
    CALLS.put("set u32", (v, at, n) -> done(() -> Arrays.setU32(v, at, n, new long[1])));
    CALLS.put("s64", (v, at, n) -> Arrays.get64(v, at, n));
    CALLS.put("set s64", (v, at, n) -> done(() -> Arrays.set64(v, at, n, new long[1])));
    CALLS.put("rest", (v, at, n) -> Arrays.rest((StructView) v, at, n));
    CALLS.put("text", (v, at, n) -> Texts.get(v, at, n));
    CALLS.put("set text", (v, at, n) -> done(() -> Texts.set(v, at, n, "a")));
    CALLS.put("put", (v, at, n) -> done(() -> Structs.put(v, at, new Any())));
    CALLS.put("part", (v, at, n) -> Fields.get64(new Any(v, at), n));
    CALLS.put("part of a part", (v, at, n) -> Fields.get64(new Any(new Any(v, at), n), at));
    CALLS.put("part with a tail", (v, at, n) -> Arrays.rest(new Any(v, at, n), 0, 1));
    CALLS.put("hash", (v, at, n) -> new Any(v, at).hashCode());
    CALLS.put("equals", (v, at, n) -> new Any(v, at).equals(v));
  }

  private static int[] offsets() {
    int reach = AddressRange.REACH;
    return new int[] {
      Integer.MIN_VALUE,
      Integer.MIN_VALUE + 8,
      -reach,
      -SIZE,
      -8,
      -1,
      0,
      1,
      SIZE - 1,
      SIZE,
      reach - 8,
      reach - 7,
      reach - 2,
      reach - 1,
      reach,
      1 << 30,
      Integer.MAX_VALUE - 8,
      Integer.MAX_VALUE,
    };
  }

  private static int[] numbers() {
    return new int[] {
      Integer.MIN_VALUE, -64, -1, 0, 1, 8, 33, 65, AddressRange.REACH, 1 << 29, Integer.MAX_VALUE
    };
  }

  @Test
  public void everyCallGivesAValueOrAnException() throws Exception {
    assertThat(ForkedJvm.run(Everything.class, "-Xmx256m")).isEqualTo("alive\n");
  }

  /** Calls everything with everything, on structs at the very end of what is mapped, too. */
  static final class Everything {
    public static void main(String[] args) {
      for (View view : views()) {
        CALLS.forEach((name, call) -> tryAll(name, call, view));
      }
      System.out.println("alive");
    }

    private static void tryAll(String name, Call call, View view) {
      for (int offset : offsets()) {
        for (int number : numbers()) {
          try {
            call.with(view, offset, number);
          } catch (IndexOutOfBoundsException | IllegalArgumentException | IllegalStateException e) {
            continue; // IllegalStateException: an atomic operation that is not aligned
          } catch (RuntimeException | Error e) {
            throw new AssertionError(name + "(" + offset + ", " + number + ")", e);
          }
        }
      }
    }

    private static List<View> views() {
      int page = AddressRange.pageSize();
      List<View> views = new ArrayList<>();
      views.add(new Any());
      views.add(over(ByteBuffer.allocateDirect(64), 64 - SIZE));
      // Many, so that there are some with nothing mapped behind.
      for (int i = 0; i < 20; i++) {
        Native.libcSixArguments().mmap(0, page, 0, LibC.MAP_PRIVATE | LibC.MAP_ANONYMOUS, -1, 0);
        views.add(over(AddressRange.reserve(Native.KERNEL, "range", page).buffer(), page - SIZE));
        views.add(new Any(views.get(views.size() - 1), SIZE));
      }
      return views;
    }

    private static Any over(ByteBuffer buffer, int offset) {
      Any any = new Any();
      Structs.show(any, buffer.order(ByteOrder.nativeOrder()), offset, SIZE);
      return any;
    }
  }

  /** What lies before a view may be another one's. */
  @Test
  public void nothingIsReadBeforeAView() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(64);
    Any any = new Any();
    Structs.show(any, buffer, 32, SIZE);
    for (Call call :
        new Call[] {
          CALLS.get("get64"), CALLS.get("set64"), CALLS.get("bytes"), CALLS.get("text"),
          CALLS.get("put"), CALLS.get("part"), CALLS.get("width"), CALLS.get("getAndAdd64")
        }) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> call.with(any, -16, 8))
          .withMessage("before the view's first byte: offset=-16");
    }
  }

  @Test
  public void aLongArrayIsWrittenAsAWholeOrNotAtAll() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(64).order(ByteOrder.nativeOrder());
    Any any = new Any();
    Structs.show(any, buffer, 48, SIZE);
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> Arrays.set64(any, 0, 65, new long[] {1, 2, 3}));
    assertThat(buffer.getLong(48)).isZero();
  }

  @DataProvider
  public Object[][] layouts() {
    return new Object[][] {
      {"a negative size: size=-1", (Runnable) () -> StructLayout.of(-1)},
      {
        "a part that is not inside: size=8, part=Bytes[offset=-1, length=4]",
        (Runnable) () -> StructLayout.of(8, StructLayout.bytes(-1, 4))
      },
      {
        "a part that is not inside: size=8, part=Bytes[offset=4, length=2147483647]",
        (Runnable) () -> StructLayout.of(8, StructLayout.bytes(4, Integer.MAX_VALUE))
      },
      {
        "a part that is not inside: size=8, part=Bytes[offset=0, length=-1]",
        (Runnable) () -> StructLayout.of(8, StructLayout.bytes(0, -1))
      },
      {
        "a part that is not inside: size=8, part=Mask[offset=8, mask=255]",
        (Runnable) () -> StructLayout.of(8, StructLayout.bits(8, 0xff))
      },
      {
        "a negative number: count=-1", (Runnable) () -> StructLayout.each(0, -1, StructLayout.of(4))
      },
    };
  }

  @Test(dataProvider = "layouts")
  public void aLayoutIsInItsStruct(String why, Runnable layout) {
    assertThatIllegalArgumentException()
        .isThrownBy(layout::run)
        .withMessage("a struct's layout: " + why);
  }

  @Test
  public void structsWithoutASizeAreComparedAtOnce() {
    StructLayout many = StructLayout.of(0);
    for (int i = 0; i < 10; i++) {
      many = StructLayout.of(0, StructLayout.each(0, Integer.MAX_VALUE, many));
    }
    ByteBuffer buffer = ByteBuffer.allocateDirect(8);
    assertThat(many.equal(buffer, 0, buffer, 0)).isTrue();
    assertThat(many.hash(buffer, 0)).isEqualTo(many.hash(buffer, 8));
  }
}
