package dev.bpfj.libbpf.skeleton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.memory.AddressRange;
import dev.bpfj.libbpf.internal.ring.RecordReader;
import dev.bpfj.libbpf.internal.ring.RecordSink;
import dev.bpfj.libbpf.ring.RecordHandler;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.testng.annotations.Test;

/** A struct that is shown record after record, by its short way and by its buffer. */
public final class StructReaderTest {

  /** {@code struct number { __u64 value; __u64 rest[]; }}. */
  private static final class Number extends StructView {
    private static final StructLayout LAYOUT = StructLayout.of(8);

    Number() {
      super(LAYOUT);
    }

    long value() {
      return Fields.get64(this, 0);
    }
  }

  private final AddressRange range = AddressRange.reserve(Native.KERNEL, "range", 256);
  private final ByteBuffer shown = range.buffer().asReadOnlyBuffer().order(ByteOrder.nativeOrder());
  private final List<Long> seen = new ArrayList<>();

  private static RecordHandler reader(Consumer<Number> consumer) {
    return Structs.reader(Number::new, consumer);
  }

  private RecordSink sink(Consumer<Number> consumer) {
    return Objects.requireNonNull(((RecordReader) reader(consumer)).over(shown));
  }

  private void fill() {
    seen.clear();
    for (int at = 0; at < 256; at += 8) {
      range.buffer().putLong(at, at);
    }
  }

  @Test
  public void eachRecordIsShown() {
    fill();
    RecordSink sink = sink(number -> seen.add(number.value()));
    sink.take(range.address() + 16, 8);
    sink.take(range.address() + 248, 8);
    sink.take(range.address() + 40, 24);
    RecordHandler handler = reader(number -> seen.add(number.value()));
    handler.handle(shown, 64, 8);
    handler.handle(ByteBuffer.allocateDirect(16), 8, 8);
    assertThat(seen).containsExactly(16L, 248L, 40L, 64L, 0L);
  }

  @Test
  public void aRecordThatIsTooShortIsRefused() {
    fill();
    Consumer<Number> consumer = number -> seen.add(number.value());
    RecordSink sink = sink(consumer);
    for (int length : new int[] {7, 0, -1, Integer.MIN_VALUE}) {
      String message = "a record is too short for Number: length=" + length + ", expected=8";
      assertThatIllegalArgumentException()
          .isThrownBy(() -> sink.take(range.address(), length))
          .withMessage(message);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> reader(consumer).handle(shown, 0, length))
          .withMessage(message);
    }
    assertThat(seen).isEmpty();
  }

  @Test
  public void aRecordThatIsNotInItsBufferIsRefused() {
    RecordHandler handler = reader(number -> seen.add(number.value()));
    for (int offset : new int[] {-8, 249, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> handler.handle(shown, offset, 8))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  public void theViewIsInItsPlaceWhicheverWayItIsUsed() {
    fill();
    RecordSink sink =
        sink(
            number -> {
              assertThat(number.base).isEqualTo(48);
              assertThat(Arrays.rest(number, 8, 8)).isEqualTo(2);
              Number copy = Structs.copy(number, new Number());
              assertThat(copy).isEqualTo(number).hasSameHashCodeAs(number);
              seen.add(copy.value());
              assertThatThrownBy(() -> Fields.get64(number, AddressRange.REACH))
                  .isInstanceOf(IndexOutOfBoundsException.class);
              assertThatThrownBy(() -> Fields.set64(number, 0, 1))
                  .isInstanceOf(ReadOnlyBufferException.class);
            });
    sink.take(range.address() + 48, 24);
    assertThat(seen).containsExactly(48L);
  }

  /** Nobody should, but the next record is shown all the same. */
  @Test
  public void aViewThatWasMovedElsewhereComesBack() {
    fill();
    ByteBuffer elsewhere = AddressRange.reserve(Native.KERNEL, "range", 16).buffer();
    RecordSink sink =
        sink(
            number -> {
              seen.add(number.value());
              Structs.show(number, elsewhere, 8, 8);
              assertThat(number.value()).isZero();
            });
    for (int round = 0; round < 100; round++) {
      sink.take(range.address() + 8, 8);
      sink.take(range.address() + 16, 8);
    }
    assertThat(seen).hasSize(200).containsOnly(8L, 16L);
    assertThat(elsewhere.getLong(8)).isZero();
  }

  /** Its memory may go while it is reachable, so it is not for the short way. */
  @Test
  public void somebodyElsesBufferHasNoSink() {
    RecordReader reader = (RecordReader) reader(number -> seen.add(number.value()));
    assertThat(reader.over(ByteBuffer.allocateDirect(64))).isNull();
  }

  @Test
  public void everyKindOfConsumerHasItsClass() {
    fill();
    Consumer<Number> add = number -> seen.add(number.value());
    RecordSink first = sink(add);
    RecordSink second = sink(number -> seen.add(-number.value()));
    assertThat(second.getClass()).isNotEqualTo(first.getClass());
    assertThat(sink(add)).hasSameClassAs(first);
    first.take(range.address() + 8, 8);
    second.take(range.address() + 8, 8);
    assertThat(seen).containsExactly(8L, -8L);
    assertThatIllegalArgumentException().isThrownBy(() -> second.take(range.address(), 1));
  }

  @Test
  public void thereIsAConsumer() {
    assertThatNullPointerException()
        .isThrownBy(() -> Structs.reader(Number::new, nothing()))
        .withMessage("consumer");
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }
}
