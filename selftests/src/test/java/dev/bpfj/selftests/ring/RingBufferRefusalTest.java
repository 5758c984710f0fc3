package dev.bpfj.selftests.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.ring.RecordHandler;
import dev.bpfj.libbpf.ring.Ring;
import dev.bpfj.libbpf.ring.RingBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What ring buffers refuse, and what they say then. */
@Test(groups = "host")
public final class RingBufferRefusalTest {
  private static final RecordHandler NOTHING = (buffer, offset, length) -> {};

  public void aMapOfAnotherTypeIsNoRingBuffer() {
    try (Events events = Events.load()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> RingBuffer.open(events.skel.maps().bss(), NOTHING))
          .withMessage("map \"ring_eve.bss\": is no ring buffer: type=array, expected=ringbuf");
    }
  }

  public void aMapIsReadAfterLoadAndNotBefore() {
    try (Events events = Events.open()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> RingBuffer.open(events.map(), NOTHING))
          .withMessage("map \"events\": is not there yet; call load() first");
    }
  }

  public void aMapOfAClosedObjectIsRefused() {
    Events events = Events.load();
    var map = events.map();
    events.close();
    assertThatExceptionOfType(BpfClosedException.class)
        .isThrownBy(() -> RingBuffer.open(map, NOTHING))
        .withMessage("object \"ring_events\": is closed");
  }

  public void aMapIsReadOnceByOneReader() {
    try (Events events = Events.load()) {
      RingBuffer ring = RingBuffer.open(events.map(), NOTHING);
      for (Runnable second :
          new Runnable[] {
            () -> ring.add(events.map(), NOTHING), () -> RingBuffer.open(events.map(), NOTHING),
          }) {
        assertThatIllegalStateException()
            .isThrownBy(second::run)
            .withMessage(
                "map \"events\": an open ring buffer already reads its records, and each of the two"
                    + " would get only some of them; close it first");
      }
      assertThat(ring.rings()).hasSize(1);
      events.produce(1);
      assertThat(ring.consume()).isEqualTo(1);
      ring.close();
      try (RingBuffer next = RingBuffer.open(events.map(), NOTHING)) {
        events.produce(1);
        assertThat(next.consume()).isEqualTo(1);
      }
    }
  }

  public void aHandlerCannotReadOn() {
    AtomicReference<RingBuffer> self = new AtomicReference<>();
    try (Events events = Events.load();
        RingBuffer ring =
            RingBuffer.open(events.map(), (buffer, offset, length) -> self.get().consume())) {
      self.set(ring);
      events.produce(1);
      assertThatIllegalStateException()
          .isThrownBy(ring::consume)
          .withMessage(
              "ring buffer of map \"events\": is being read by this thread; a handler cannot read"
                  + " on");
    }
  }

  public void aNegativeTimeoutOrNumberIsRefused() {
    try (Events events = Events.load();
        RingBuffer ring = RingBuffer.open(events.map(), NOTHING)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ring.poll(Duration.ofMillis(-1)))
          .withMessage("ring buffer of map \"events\": a negative timeout: timeout=PT-0.001S");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ring.consume(-1))
          .withMessage("ring buffer of map \"events\": a negative number of records: n=-1");
    }
  }

  private interface Use {
    void run(Events events, RingBuffer ring, Ring only);
  }

  @DataProvider
  public Object[][] uses() {
    return new Object[][] {
      {"poll", (Use) (events, ring, only) -> ring.poll(Duration.ZERO)},
      {"consume", (Use) (events, ring, only) -> ring.consume()},
      {"consume(n)", (Use) (events, ring, only) -> ring.consume(1)},
      {"add", (Use) (events, ring, only) -> ring.add(events.others(), NOTHING)},
      {"consumerPosition", (Use) (events, ring, only) -> only.consumerPosition()},
      {"producerPosition", (Use) (events, ring, only) -> only.producerPosition()},
      {"availableBytes", (Use) (events, ring, only) -> only.availableBytes()}
    };
  }

  @Test(dataProvider = "uses", groups = "host")
  public void everyUseAfterCloseSaysSo(String what, Object use) {
    try (Events events = Events.load()) {
      RingBuffer ring = RingBuffer.open(events.map(), NOTHING);
      Ring only = ring.rings().get(0);
      ring.close();
      ring.close();
      ThrowingCallable call = () -> ((Use) use).run(events, ring, only);
      assertThatExceptionOfType(BpfClosedException.class)
          .as(what)
          .isThrownBy(call)
          .withMessage("ring buffer of map \"events\": is closed");
    }
  }
}
