package dev.bpfj.libbpf.skeleton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.memory.AddressRange;
import dev.bpfj.libbpf.internal.memory.AddressSpace;
import dev.bpfj.libbpf.internal.memory.Mappings;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.testng.SkipException;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Structs over all kinds of memory: the same values, and never more than an exception. */
public final class StructViewTest {

  /** {@code struct pair { __u64 first; __u32 second; }}. */
  private static final class Pair extends StructView {
    private static final StructLayout LAYOUT = StructLayout.of(16);

    Pair() {
      super(LAYOUT);
    }

    Pair(View parent, int offset) {
      super(LAYOUT, parent, offset);
    }

    Pair over(ByteBuffer buffer, int offset) {
      Structs.show(this, buffer, offset, 16);
      return this;
    }

    long first() {
      return Fields.get64(this, 0);
    }

    void first(long value) {
      Fields.set64(this, 0, value);
    }
  }

  @DataProvider
  public static Object[][] buffers() {
    return new Object[][] {
      {"a range", AddressRange.reserve(Native.KERNEL, "range", 128).buffer()},
      {
        "a part of a range",
        AddressRange.reserve(Native.KERNEL, "range", 256).buffer().slice(64, 128)
      },
      {"somebody else's", ByteBuffer.allocateDirect(128)},
    };
  }

  @Test(dataProvider = "buffers")
  public void everyWidthIsReadAndWritten(String what, ByteBuffer any) {
    ByteBuffer buffer = any.order(ByteOrder.nativeOrder());
    for (int base : new int[] {0, 8, 12, 112}) {
      Pair pair = new Pair().over(buffer, base);
      Fields.setS8(pair, 3, -5);
      assertThat(buffer.get(base + 3)).as(what).isEqualTo((byte) -5);
      assertThat(Fields.getS8(pair, 3)).isEqualTo((byte) -5);
      Fields.setS16(pair, 4, -300);
      assertThat(buffer.getShort(base + 4)).isEqualTo((short) -300);
      assertThat(Fields.getS16(pair, 4)).isEqualTo((short) -300);
      Fields.setS32(pair, 8, 1 << 30);
      assertThat(buffer.getInt(base + 8)).isEqualTo(1 << 30);
      assertThat(Fields.getS32(pair, 8)).isEqualTo(1 << 30);
      pair.first(-2);
      assertThat(buffer.getLong(base)).isEqualTo(-2);
      assertThat(pair.first()).isEqualTo(-2);
      assertThat(new Pair(pair, 0).first()).isEqualTo(-2);
    }
  }

  @Test(dataProvider = "buffers")
  public void aStructLiesInItsBuffer(String what, ByteBuffer buffer) {
    Pair pair = new Pair().over(buffer, 0);
    for (int offset : new int[] {-1, 113, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      assertThatThrownBy(() -> pair.over(buffer, offset))
          .as(what)
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThatThrownBy(() -> Structs.show(pair, buffer, 8, Integer.MAX_VALUE))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Structs.show(pair, buffer, 8, 15))
        .withMessageEndingWith("too few bytes: length=15, expected=16");
  }

  @Test
  public void aRefusedMoveLeavesTheViewWhereItWas() {
    ByteBuffer first = AddressRange.reserve(Native.KERNEL, "range", 64).buffer();
    ByteBuffer second = AddressRange.reserve(Native.KERNEL, "range", 64).buffer();
    Pair pair = new Pair().over(first, 16);
    assertThatIllegalArgumentException().isThrownBy(() -> Structs.show(pair, second, 0, 15));
    assertThatThrownBy(() -> pair.over(second, 56)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pair.over(ByteBuffer.allocate(64), 0))
        .withMessageContaining("on the heap");
    pair.first(9);
    assertThat(pair.first()).isEqualTo(9);
    assertThat(first.getLong(16)).isEqualTo(9);
    assertThat(second.getLong(16)).isZero();
  }

  /** What no generated code does. Near the end there may be zeros of nobody's. */
  @Test(dataProvider = "buffers")
  public void farOffsetsAreRefused(String what, ByteBuffer buffer) {
    Pair pair = new Pair().over(buffer, 0);
    for (int offset : new int[] {-1, AddressRange.REACH, 1 << 30, Integer.MIN_VALUE}) {
      assertThatThrownBy(() -> Fields.get64(pair, offset))
          .as(what)
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> Fields.set64(pair, offset, 1))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  public void aReadOnlyBufferIsNotWritten() {
    for (ByteBuffer buffer :
        List.of(
            AddressRange.reserve(Native.KERNEL, "range", 16).buffer(),
            ByteBuffer.allocateDirect(16))) {
      Pair pair = new Pair().over(buffer.asReadOnlyBuffer(), 0);
      assertThat(pair.first()).isZero();
      assertThatThrownBy(() -> pair.first(1)).isInstanceOf(ReadOnlyBufferException.class);
    }
  }

  @Test
  public void aViewCanBeMovedAsOftenAsOneLikes() {
    List<ByteBuffer> buffers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      ByteBuffer buffer = AddressRange.reserve(Native.KERNEL, "range", 64).buffer();
      buffers.add(buffer.putLong(16, i));
    }
    Pair pair = new Pair();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 100; i++) {
        assertThat(pair.over(buffers.get(i), 16).first()).isEqualTo(i);
      }
    }
  }

  /** A thread that has just read the old address goes on there. */
  @Test
  public void aRangeThatItWasMovedOverStaysMapped() throws Exception {
    Pair pair = new Pair().over(AddressRange.reserve(Native.KERNEL, "range", 64).buffer(), 0);
    long before = pair.address;
    pair.over(AddressRange.reserve(Native.KERNEL, "range", 64).buffer(), 0);
    assertThat(pair.address).isNotZero().isNotEqualTo(before);
    assertThat(Mappings.stays(before)).isTrue();
    AddressSpace.putLong(before, 1);
    Reference.reachabilityFence(pair);
    pair = null;
    assertThat(Mappings.goes(before)).isTrue();
  }

  /** It is not accessed by address, so nobody can be there any more. */
  @Test
  public void somebodyElsesBufferIsLetGoByAMove() throws Exception {
    Pair pair = new Pair();
    WeakReference<ByteBuffer> before = new WeakReference<>(ByteBuffer.allocateDirect(64));
    pair.over(Objects.requireNonNull(before.get()), 0);
    pair.over(ByteBuffer.allocateDirect(64), 0);
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (before.get() != null && System.nanoTime() < deadline) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(before.get()).isNull();
    assertThat(pair.first()).isZero();
  }

  /** Moving is for one thread, but whoever does not heed it gets wrong values at worst. */
  @Test
  public void aRaceOfMovesMeetsNoUnmappedPage() throws Exception {
    Pair pair = new Pair();
    AtomicBoolean done = new AtomicBoolean();
    AtomicReference<Throwable> seen = new AtomicReference<>();
    AtomicLong reads = new AtomicLong();
    Thread reader =
        new Thread(
            () -> {
              while (!done.get() && seen.get() == null) {
                try {
                  pair.first(pair.first() + new Pair(pair, 0).first());
                  reads.incrementAndGet();
                } catch (IndexOutOfBoundsException e) {
                  continue; // the base of one buffer in another
                } catch (Throwable e) {
                  seen.set(e);
                }
              }
            });
    reader.start();
    for (int i = 0; i < 2_000 && seen.get() == null; i++) {
      int size = i % 2 == 0 ? 64 : 1 << 24;
      ByteBuffer buffer =
          i % 3 == 0
              ? ByteBuffer.allocateDirect(64)
              : AddressRange.reserve(Native.KERNEL, "range", size).buffer();
      pair.over(buffer, buffer.capacity() - 16);
      if (i % 64 == 0) {
        System.gc();
        // The reader wakes up after the collection: without it there is no race.
        long awake = reads.get() + 100;
        while (reads.get() < awake && seen.get() == null) {
          Thread.onSpinWait();
        }
      }
    }
    done.set(true);
    reader.join();
    assertThat(seen.get()).isNull();
  }

  @Test
  public void memoryOfAClosedArenaIsAnExceptionAndNotTheEnd() throws Exception {
    if (Runtime.version().feature() < 22) {
      throw new SkipException("java.lang.foreign.Arena: since JDK 22");
    }
    Class<?> type = Class.forName("java.lang.foreign.Arena");
    Object arena = type.getMethod("ofShared").invoke(null);
    Object segment = type.getMethod("allocate", long.class, long.class).invoke(arena, 4096, 16);
    ByteBuffer buffer =
        (ByteBuffer)
            Class.forName("java.lang.foreign.MemorySegment")
                .getMethod("asByteBuffer")
                .invoke(segment);
    Pair pair = new Pair().over(buffer, 0);
    pair.first(7);
    assertThat(pair.first()).isEqualTo(7);
    close(type, arena);
    assertThatThrownBy(pair::first).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> pair.first(1)).isInstanceOf(IllegalStateException.class);
  }

  private static void close(Class<?> type, Object arena)
      throws IllegalAccessException, InvocationTargetException, NoSuchMethodException {
    type.getMethod("close").invoke(arena);
  }

  @Test
  public void structsOfTheirOwnDoNotOverlap() {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      Pair pair = new Pair();
      assertThat(pair.first()).isZero();
      pair.first(i);
      pairs.add(pair);
    }
    for (int i = 0; i < 5_000; i++) {
      assertThat(pairs.get(i).first()).isEqualTo(i);
      assertThat(AddressSpace.getLong(pairs.get(i).address)).isEqualTo(i);
    }
  }

  @Test
  public void structsThatSeveralThreadsMakeDoNotOverlap() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      CyclicBarrier start = new CyclicBarrier(4);
      List<Future<List<Pair>>> made =
          threads.invokeAll(
              Collections.nCopies(
                  4,
                  () -> {
                    start.await();
                    return Stream.generate(Pair::new).limit(5_000).toList();
                  }));
      List<Pair> pairs = new ArrayList<>(); // which keep their memory
      for (Future<List<Pair>> some : made) {
        pairs.addAll(some.get());
      }
      assertThat(pairs)
          .allSatisfy(pair -> assertThat(pair.address % 16).isZero())
          .extracting(pair -> pair.address)
          .doesNotHaveDuplicates();
    } finally {
      threads.shutdown();
    }
  }
}
