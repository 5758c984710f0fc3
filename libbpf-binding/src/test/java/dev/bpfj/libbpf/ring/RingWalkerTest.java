package dev.bpfj.libbpf.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** The walk over records, in every state that a ring can be in. */
public final class RingWalkerTest {
  private static final int ALL = Integer.MAX_VALUE;

  private final List<String> seen = new ArrayList<>();

  /** Notes a record as its length and its first and last byte. */
  private void note(ByteBuffer buffer, int offset, int length) {
    assertThat(offset % 8).isZero();
    seen.add(
        length == 0 ? "0" : length + ":" + buffer.get(offset) + buffer.get(offset + length - 1));
  }

  private RingWalker walker(FakeRing ring) {
    seen.clear();
    return ring.walker(this::note);
  }

  @Test
  public void anEmptyRingHasNoRecords() {
    FakeRing ring = new FakeRing(4096);
    assertThat(walker(ring).walk(ALL)).isZero();
    assertThat(walker(ring).isReady()).isFalse();
  }

  @Test
  public void recordsOfEveryLengthComeInOrder() {
    FakeRing ring = new FakeRing(4096);
    List<String> expected = new ArrayList<>();
    for (int length = 0; length <= 40; length++) {
      ring.add(length, 0, length);
      expected.add(length == 0 ? "0" : length + ":" + length + length);
    }
    assertThat(walker(ring).walk(ALL)).isEqualTo(41);
    assertThat(seen).isEqualTo(expected);
    assertThat(ring.consumed()).isEqualTo(ring.produced());
  }

  @Test
  public void aRecordAcrossTheEndIsInOnePiece() {
    for (int before = 0; before <= 64; before += 8) {
      FakeRing ring = new FakeRing(4096).at(4096 * 5L - before);
      ring.add(48, 0, 7);
      ring.add(1, 0, 8);
      assertThat(walker(ring).walk(ALL)).isEqualTo(2);
      assertThat(seen).containsExactly("48:77", "1:88");
      assertThat(ring.consumed()).isEqualTo(ring.produced());
    }
  }

  @Test
  public void positionsBeyondFourGigabytesAreNoMatter() {
    FakeRing ring = new FakeRing(4096).at((1L << 40) + 4088);
    ring.add(8, 0, 1);
    ring.add(8, 0, 2);
    assertThat(walker(ring).walk(ALL)).isEqualTo(2);
    assertThat(seen).containsExactly("8:11", "8:22");
  }

  @Test
  public void aFullRingIsReadWhole() {
    FakeRing ring = new FakeRing(4096).at(2048);
    for (int i = 0; i < 256; i++) {
      ring.add(8, 0, i & 7);
    }
    assertThat(ring.produced() - ring.consumed()).isEqualTo(4096);
    assertThat(walker(ring).walk(ALL)).isEqualTo(256);
    assertThat(ring.consumed()).isEqualTo(ring.produced());
  }

  @Test
  public void discardedRecordsArePassedOver() {
    FakeRing ring = new FakeRing(4096);
    ring.add(8, FakeRing.DISCARD, 1);
    ring.add(8, 0, 2);
    ring.add(12, FakeRing.DISCARD, 3);
    ring.add(8, 0, 4);
    ring.add(0, FakeRing.DISCARD, 0);
    assertThat(walker(ring).walk(ALL)).isEqualTo(2);
    assertThat(seen).containsExactly("8:22", "8:44");
    assertThat(ring.consumed()).isEqualTo(ring.produced());
  }

  @Test
  public void aBusyRecordHoldsUpThoseBehindIt() {
    FakeRing ring = new FakeRing(4096);
    ring.add(8, 0, 1);
    long busy = ring.add(16, FakeRing.BUSY, 2);
    ring.add(8, 0, 3);
    RingWalker walker = walker(ring);
    assertThat(walker.walk(ALL)).isEqualTo(1);
    assertThat(ring.consumed()).isEqualTo(busy);
    assertThat(walker.isReady()).isFalse();
    assertThat(walker.walk(ALL)).isZero();
    ring.submit(busy, 16);
    assertThat(walker.isReady()).isTrue();
    assertThat(walker.walk(ALL)).isEqualTo(2);
    assertThat(seen).containsExactly("8:11", "16:22", "8:33");
  }

  @Test
  public void aBusyRecordThatIsDiscardedLaterIsPassedOver() {
    FakeRing ring = new FakeRing(4096);
    long busy = ring.add(16, FakeRing.BUSY, 2);
    ring.add(8, 0, 3);
    RingWalker walker = walker(ring);
    assertThat(walker.walk(ALL)).isZero();
    ring.submit(busy, 16 | FakeRing.DISCARD);
    assertThat(walker.isReady()).isTrue();
    assertThat(walker.walk(ALL)).isEqualTo(1);
    assertThat(seen).containsExactly("8:33");
  }

  @Test
  public void aLimitEndsAWalkAfterSoManyRecords() {
    FakeRing ring = new FakeRing(4096);
    for (int i = 0; i < 5; i++) {
      ring.add(8, 0, i);
    }
    RingWalker walker = walker(ring);
    assertThat(walker.walk(0)).isZero();
    assertThat(walker.walk(2)).isEqualTo(2);
    assertThat(ring.consumed()).isEqualTo(2 * 16);
    assertThat(walker.walk(2)).isEqualTo(2);
    assertThat(walker.walk(2)).isEqualTo(1);
    assertThat(seen).containsExactly("8:00", "8:11", "8:22", "8:33", "8:44");
  }

  @Test
  public void aHandlerThatThrowsHasReadItsRecordAndNoOther() {
    FakeRing ring = new FakeRing(4096);
    for (int i = 0; i < 4; i++) {
      ring.add(8, 0, i);
    }
    seen.clear();
    RingWalker walker =
        ring.walker(
            (buffer, offset, length) -> {
              note(buffer, offset, length);
              if (buffer.get(offset) == 1) {
                throw new IllegalArgumentException("one");
              }
            });
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> walker.walk(ALL))
        .withMessage("one");
    assertThat(ring.consumed()).isEqualTo(2 * 16);
    assertThat(walker.walk(ALL)).isEqualTo(2);
    assertThat(seen).containsExactly("8:00", "8:11", "8:22", "8:33");
  }

  @Test
  public void whatAHandlerDoesToItsBufferHarmsNobody() {
    FakeRing ring = new FakeRing(4096);
    for (int i = 0; i < 3; i++) {
      ring.add(8, 0, i);
    }
    seen.clear();
    RingWalker walker =
        ring.walker(
            (buffer, offset, length) -> {
              buffer.limit(offset + length).position(offset);
              seen.add(String.valueOf(buffer.get()));
              buffer.limit(buffer.capacity());
              buffer.order(ByteOrder.BIG_ENDIAN).limit(buffer.capacity()).position(3);
              buffer.limit(buffer.capacity() - 1);
            });
    assertThat(walker.walk(ALL)).isEqualTo(3);
    assertThat(seen).containsExactly("0", "1", "2");
    assertThatExceptionOfType(ReadOnlyBufferException.class)
        .isThrownBy(
            () -> {
              ring.add(8, 0, 1);
              ring.walker((buffer, offset, length) -> buffer.put(offset, (byte) 0)).walk(ALL);
            });
  }

  @Test
  public void theKernelGetsRoomBackInTheMiddleOfALongWalk() {
    FakeRing ring = new FakeRing(4096);
    List<Long> published = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      ring.add(8, 0, i & 7);
    }
    ring.walker((buffer, offset, length) -> published.add(ring.consumed())).walk(ALL);
    // An eighth of a small ring at a time.
    assertThat(published.stream().distinct())
        .containsExactly(0L, 512L, 1024L, 1536L, 2048L, 2560L, 3072L, 3584L);
  }

  @Test
  public void aCloseInAHandlerEndsTheWalkSoon() {
    FakeRing ring = new FakeRing(4096);
    for (int i = 0; i < 256; i++) {
      ring.add(8, 0, i & 7);
    }
    RingWalker walker = ring.walker((buffer, offset, length) -> ring.lifetime.close());
    assertThat(walker.walk(ALL)).isEqualTo(512 / 16);
    assertThat(walker.walk(ALL)).isZero();
  }

  @DataProvider
  public Object[][] nonsense() {
    return new Object[][] {
      {"behind by more than the ring", 0L, 4104L},
      {"before the producer", 16L, 8L},
      {"not a multiple of eight", 4L, 8L},
      {"far away", Long.MIN_VALUE, Long.MAX_VALUE}
    };
  }

  @Test(dataProvider = "nonsense")
  public void aPositionThatSomebodyElseWroteIsRefused(String what, long consumed, long produced) {
    FakeRing ring = new FakeRing(4096);
    ring.consumer.putLong(0, consumed);
    ring.producer.putLong(0, produced);
    assertThatIllegalStateException()
        .as(what)
        .isThrownBy(() -> walker(ring).walk(ALL))
        .withMessage(
            "fake ring: the consumer's position makes no sense, so somebody else reads this ring"
                + " too: consumer="
                + consumed
                + ", producer="
                + produced
                + ", size=4096");
  }
}
