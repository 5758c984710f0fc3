package dev.bpfj.libbpf.skeleton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.memory.AddressRange;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.util.concurrent.atomic.AtomicLong;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Atomic operations, by address and through buffers: the same values, the same exceptions. */
public final class AtomicsTest {
  private static final int SIZE = 32;

  private static final class Numbers extends StructView {
    private static final StructLayout LAYOUT = StructLayout.of(SIZE);

    Numbers(ByteBuffer buffer, int offset) {
      super(LAYOUT);
      Structs.show(this, buffer, offset, SIZE);
    }

    Numbers(View parent) {
      super(LAYOUT, parent, 0);
    }
  }

  @DataProvider
  public static Object[][] buffers() {
    return new Object[][] {
      {"a range", AddressRange.reserve(Native.KERNEL, "range", 64).buffer()},
      {
        "a part of a range",
        AddressRange.reserve(Native.KERNEL, "range", 256).buffer().slice(64, 64)
      },
      {"somebody else's", ByteBuffer.allocateDirect(64).order(ByteOrder.nativeOrder())},
    };
  }

  @Test(dataProvider = "buffers")
  public void changeOneInteger(String whose, ByteBuffer buffer) {
    ByteBuffer bytes = buffer.order(ByteOrder.nativeOrder());
    Numbers numbers = new Numbers(bytes, 8);
    assertThat(Atomics.getAndAddS32(numbers, 4, -2)).isZero();
    assertThat(Atomics.compareAndSetS32(numbers, 4, 1, 5)).isFalse();
    assertThat(Atomics.compareAndSetS32(numbers, 4, -2, 5)).isTrue();
    assertThat(Atomics.getAndAddU32(numbers, 8, 4_294_967_295L)).isZero();
    assertThat(Atomics.getAndAddU32(numbers, 8, 3)).isEqualTo(4_294_967_295L);
    assertThat(Atomics.compareAndSetU32(numbers, 8, 2, 4_294_967_294L)).isTrue();
    assertThat(Atomics.getAndAdd64(new Numbers(numbers), 16, 1L << 40)).isZero();
    assertThat(Atomics.compareAndSet64(numbers, 16, 0, 5)).isFalse();
    assertThat(Atomics.compareAndSet64(numbers, 16, 1L << 40, -1)).isTrue();
    ByteBuffer expected = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());
    expected.putInt(12, 5).putInt(16, -2).putLong(24, -1);
    assertThat(bytes.duplicate().order(bytes.order()).clear()).isEqualTo(expected);
  }

  @Test(dataProvider = "buffers")
  public void refuseWhatIsNotAligned(String whose, ByteBuffer buffer) {
    Numbers numbers = new Numbers(buffer, 8);
    for (int offset : new int[] {1, 2, 3, 5, 6, 7}) {
      assertThatThrownBy(() -> Atomics.getAndAddS32(numbers, offset, 1))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> Atomics.compareAndSetS32(numbers, offset, 0, 1))
          .isInstanceOf(IllegalStateException.class);
    }
    for (int offset : new int[] {1, 2, 3, 4, 5, 6, 7}) {
      assertThatThrownBy(() -> Atomics.getAndAdd64(numbers, offset, 1))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> Atomics.compareAndSet64(numbers, offset, 0, 1))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test(dataProvider = "buffers")
  public void refuseWhatIsFarAway(String whose, ByteBuffer buffer) {
    Numbers numbers = new Numbers(buffer, 8);
    for (int offset : new int[] {-16, 1 << 16, Integer.MAX_VALUE - 15, Integer.MIN_VALUE}) {
      assertThatThrownBy(() -> Atomics.getAndAddS32(numbers, offset, 1))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> Atomics.compareAndSet64(numbers, offset, 0, 1))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test(dataProvider = "buffers")
  public void refuseWhatIsReadOnly(String whose, ByteBuffer buffer) {
    Numbers numbers = new Numbers(buffer.asReadOnlyBuffer(), 8);
    assertThatThrownBy(() -> Atomics.getAndAddS32(numbers, 0, 1))
        .isInstanceOf(ReadOnlyBufferException.class);
    assertThatThrownBy(() -> Atomics.getAndAdd64(numbers, 0, 1))
        .isInstanceOf(ReadOnlyBufferException.class);
    assertThatThrownBy(() -> Atomics.compareAndSetS32(numbers, 0, 0, 1))
        .isInstanceOf(ReadOnlyBufferException.class);
    assertThatThrownBy(() -> Atomics.compareAndSet64(numbers, 0, 0, 1))
        .isInstanceOf(ReadOnlyBufferException.class);
  }

  @Test(dataProvider = "buffers")
  public void loseNothingAmongThreads(String whose, ByteBuffer buffer) throws Exception {
    int times = 200_000;
    Numbers numbers = new Numbers(buffer, 0);
    long before = Atomics.getAndAdd64(numbers, 0, 0);
    AtomicLong exchanged = new AtomicLong();
    Thread other =
        new Thread(
            () -> {
              for (int i = 0; i < times; i++) {
                Atomics.getAndAdd64(numbers, 0, 1);
              }
            });
    other.start();
    for (int i = 0; i < times; i++) {
      long value = Atomics.getAndAdd64(numbers, 0, 0);
      if (Atomics.compareAndSet64(numbers, 0, value, value + 1)) {
        exchanged.incrementAndGet();
      }
    }
    other.join();
    assertThat(Atomics.getAndAdd64(numbers, 0, 0) - before).isEqualTo(times + exchanged.get());
  }
}
