package dev.bpfj.selftests.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bpfj.libbpf.ring.Ring;
import dev.bpfj.libbpf.ring.RingBuffer;
import dev.bpfj.progs.RingEventsSkel.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What programs put into ring buffers, and what is read of it. */
@Test(groups = "host")
public final class RingBufferTest {
  private static final Duration LONG = Duration.ofSeconds(200);

  private final List<Long> numbers = new ArrayList<>();

  @Test(groups = {"host", "vm"})
  public void eventsComeWholeAndInOrder() {
    numbers.clear();
    try (Events events = Events.load();
        RingBuffer ring = RingBuffer.open(events.map(), Events.numbers(numbers))) {
      assertThat(ring.consume()).isZero();
      events.produce(100);
      assertThat(ring.consume()).isEqualTo(100);
      events.produce(1);
      assertThat(ring.consume()).isEqualTo(1);
      assertThat(ring.consume()).isZero();
      assertThat(numbers).isEqualTo(Events.range(0, 101));
    }
  }

  /** Notes the numbers of events, which a generated struct shows. */
  private Consumer<Event> shown() {
    return event -> {
      assertThat(event.square()).isEqualTo(event.number() * event.number());
      assertThat(event.discards()).isZero();
      numbers.add(event.number());
    };
  }

  @Test(groups = {"host", "vm"})
  public void aGeneratedStructShowsEvents() {
    numbers.clear();
    try (Events events = Events.load();
        RingBuffer ring = RingBuffer.open(events.map(), Event.reader(shown()))) {
      events.produce(100);
      assertThat(ring.consume()).isEqualTo(100);
      assertThat(numbers).isEqualTo(Events.range(0, 100));
    }
  }

  @Test(groups = {"host", "vm"})
  public void aRecordThatIsTooShortForItsStructIsRefusedAndCountsAsRead() {
    numbers.clear();
    try (Events events = Events.load();
        RingBuffer ring = RingBuffer.open(events.others(), Event.reader(shown()))) {
      events.produceBytes(23);
      events.produceOthers(2);
      assertThatIllegalArgumentException()
          .isThrownBy(ring::consume)
          .withMessage("a record is too short for Event: length=23, expected=24");
      assertThat(ring.consume()).isEqualTo(2);
      assertThat(numbers).hasSize(2);
    }
  }

  public void consumeTakesNoMoreThanItIsTold() {
    numbers.clear();
    try (Events events = Events.load();
        RingBuffer ring = RingBuffer.open(events.map(), Events.numbers(numbers))) {
      events.produce(10);
      assertThat(ring.consume(3)).isEqualTo(3);
      assertThat(ring.consume(0)).isZero();
      assertThat(ring.consume(100)).isEqualTo(7);
      assertThat(numbers).isEqualTo(Events.range(0, 10));
    }
  }

  @DataProvider
  public Object[][] sizes() {
    return new Object[][] {{4096}, {8192}, {1 << 18}, {64 << 20}};
  }

  @Test(dataProvider = "sizes", groups = "host")
  public void nothingIsLostWhereTheRingEnds(int size) {
    try (Events events = Events.load(size)) {
      long[] next = {0};
      try (RingBuffer ring =
          RingBuffer.open(
              events.map(),
              (buffer, offset, length) ->
                  assertThat(Events.number(buffer, offset, length)).isEqualTo(next[0]++))) {
        Ring only = ring.rings().get(0);
        assertThat(only.size()).isEqualTo(size);
        // 127 events fit into a page, and never end where it does.
        int batch = 127;
        long rounds = 3L * size / (batch * Events.EVENT_BYTES) + 1;
        for (long i = 0; i < rounds; i++) {
          events.produce(batch);
          assertThat(ring.consume()).isEqualTo(batch);
        }
        assertThat(next[0]).isEqualTo(rounds * batch);
        assertThat(only.consumerPosition()).isEqualTo(next[0] * Events.EVENT_BYTES);
      }
      assertThat(events.skel.bss().dropped()).isZero();
    }
  }

  public void recordsOfEveryLengthAndAlignmentKeepTheirBytes() {
    try (Events events =
        Events.load(skel -> skel.progs().fillPattern().settings().autoload(true))) {
      events.run(events.skel.progs().fillPattern());
      List<byte[]> seen = new ArrayList<>();
      try (RingBuffer ring =
          RingBuffer.open(
              events.others(),
              (buffer, offset, length) -> {
                byte[] bytes = new byte[length];
                buffer.get(offset, bytes);
                seen.add(bytes);
              })) {
        int number = 0;
        for (int length = 0; length < 300; length++, number++) {
          checkBytes(events, ring, seen, number, length);
        }
        for (int length : new int[] {1000, 2047, 3999, 4079, 4080}) {
          checkBytes(events, ring, seen, number++, length);
        }
        // Never the whole ring: a byte stays free, and records end at multiples of 8.
        events.produceBytes(4081);
        assertThat(ring.consume()).isZero();
        assertThat(events.skel.bss().dropped()).isEqualTo(1);
      }
    }
  }

  private static void checkBytes(
      Events events, RingBuffer ring, List<byte[]> seen, int number, int length) {
    seen.clear();
    events.produceBytes(length);
    assertThat(ring.consume()).as("length=%s", length).isEqualTo(1);
    byte[] expected = new byte[length];
    for (int i = 0; i < length; i++) {
      int at = number % 256 + i;
      expected[i] = (byte) (at * 7 + at / 256);
    }
    assertThat(seen.get(0)).as("length=%s", length).isEqualTo(expected);
  }

  @Test(groups = {"host", "vm"})
  public void discardedEventsArePassedOver() {
    numbers.clear();
    try (Events events = Events.load();
        RingBuffer ring = RingBuffer.open(events.map(), Events.numbers(numbers))) {
      events.skel.bss().discardEvery(3);
      events.produce(9);
      assertThat(ring.rings().get(0).availableBytes()).isEqualTo(9 * Events.EVENT_BYTES);
      assertThat(ring.poll(LONG)).isEqualTo(6);
      assertThat(numbers).containsExactly(1L, 2L, 4L, 5L, 7L, 8L);
      assertThat(ring.rings().get(0).availableBytes()).isZero();
    }
  }

  public void aPollThatFindsOnlyDiscardedEventsWaitsOn() {
    try (Events events = Events.load();
        RingBuffer ring = RingBuffer.open(events.map(), Events.numbers(new ArrayList<>()))) {
      events.skel.bss().discardEvery(1);
      events.produce(9);
      assertThat(ring.poll(Duration.ofMillis(1))).isZero();
      assertThat(ring.rings().get(0).availableBytes()).isZero();
    }
  }

  @Test(groups = {"host", "vm"})
  public void severalRingsAreReadByOne() {
    List<Long> others = new ArrayList<>();
    numbers.clear();
    try (Events events = Events.load();
        RingBuffer ring =
            RingBuffer.open(events.map(), Events.numbers(numbers))
                .add(events.others(), Events.numbers(others))) {
      assertThat(ring.rings()).extracting(Ring::map).containsExactly(events.map(), events.others());
      events.produce(5);
      events.produceOthers(7);
      assertThat(ring.poll(LONG)).isEqualTo(12);
      assertThat(numbers).isEqualTo(Events.range(0, 5));
      assertThat(others).isEqualTo(Events.range(5, 12));
    }
  }

  public void aBusyRingDoesNotKeepTheOthersWaiting() {
    List<Long> others = new ArrayList<>();
    numbers.clear();
    try (Events events = Events.load();
        RingBuffer ring =
            RingBuffer.open(events.map(), Events.numbers(numbers))
                .add(events.others(), Events.numbers(others))) {
      events.produce(50);
      events.produceOthers(50);
      // Each call begins with another ring.
      for (int i = 0; i < 10; i++) {
        assertThat(ring.consume(5)).isEqualTo(5);
      }
      assertThat(numbers).isEqualTo(Events.range(0, 25));
      assertThat(others).isEqualTo(Events.range(50, 75));
    }
  }

  public void oneObjectsClosingClosesTheReaderOfRingsOfTwo() {
    Events second = Events.load();
    try (Events first = Events.load()) {
      RingBuffer ring =
          RingBuffer.open(first.map(), Events.numbers(numbers))
              .add(second.map(), Events.numbers(numbers));
      second.close();
      assertThatExceptionOfType(dev.bpfj.libbpf.error.BpfClosedException.class)
          .isThrownBy(ring::consume)
          .withMessage("ring buffer of map \"events\": is closed");
      // The first object's map can be read anew.
      try (RingBuffer again = RingBuffer.open(first.map(), Events.numbers(numbers))) {
        first.produce(1);
        assertThat(again.consume()).isEqualTo(1);
      }
    }
  }

  @Test(groups = {"host", "vm"})
  public void aNewReaderGoesOnWhereTheLastOneStopped() {
    numbers.clear();
    try (Events events = Events.load()) {
      events.produce(10);
      try (RingBuffer ring = RingBuffer.open(events.map(), Events.numbers(numbers))) {
        ring.consume(4);
      }
      try (RingBuffer ring = RingBuffer.open(events.map(), Events.numbers(numbers))) {
        assertThat(ring.rings().get(0).consumerPosition()).isEqualTo(4 * Events.EVENT_BYTES);
        ring.consume();
      }
      assertThat(numbers).isEqualTo(Events.range(0, 10));
    }
  }

  public void thousandsOfReadersOneAfterAnotherReadEveryRecord() {
    try (Events events = Events.load()) {
      for (int round = 0; round < 5_000; round++) {
        List<Long> read = new ArrayList<>();
        try (RingBuffer ring = RingBuffer.open(events.map(), Events.numbers(read))) {
          events.produce(1);
          assertThat(ring.poll(Duration.ofMinutes(1))).isEqualTo(1);
        }
        assertThat(read).containsExactly((long) round);
      }
    }
  }

  public void aFullRingDropsAndTheProgramCounts() {
    numbers.clear();
    try (Events events = Events.load(4096);
        RingBuffer ring = RingBuffer.open(events.map(), Events.numbers(numbers))) {
      events.produce(Events.BATCH);
      events.produce(72);
      Ring only = ring.rings().get(0);
      // One byte always stays free, so the last event of 4096 / 32 = 128 does not fit.
      assertThat(only.availableBytes()).isEqualTo(127 * Events.EVENT_BYTES);
      assertThat(only.producerPosition()).isEqualTo(127 * Events.EVENT_BYTES);
      assertThat(only.consumerPosition()).isZero();
      assertThat(events.skel.bss().dropped()).isEqualTo(200 - 127);
      assertThat(ring.consume()).isEqualTo(127);
      assertThat(numbers).isEqualTo(Events.range(0, 127));
      events.produce(1);
      assertThat(ring.consume()).isEqualTo(1);
    }
  }

  public void aHandlerThatThrowsLosesNothing() {
    numbers.clear();
    try (Events events = Events.load();
        RingBuffer ring =
            RingBuffer.open(
                events.map(),
                (buffer, offset, length) -> {
                  long number = Events.number(buffer, offset, length);
                  numbers.add(number);
                  if (number % 3 == 0) {
                    throw new IllegalArgumentException("number " + number);
                  }
                })) {
      events.produce(7);
      assertThatIllegalArgumentException().isThrownBy(ring::consume).withMessage("number 0");
      assertThat(ring.rings().get(0).consumerPosition()).isEqualTo(Events.EVENT_BYTES);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ring.poll(LONG))
          .withMessage("number 3");
      assertThatIllegalArgumentException().isThrownBy(ring::consume).withMessage("number 6");
      assertThat(ring.consume()).isZero();
      assertThat(numbers).isEqualTo(Events.range(0, 7));
    }
  }
}
