package dev.bpfj.selftests.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.event.BpfListener;
import dev.bpfj.libbpf.event.LostRecords;
import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.libbpf.map.BpfObjectMap;
import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.ring.PerfBuffer;
import dev.bpfj.libbpf.ring.PerfBufferOptions;
import dev.bpfj.libbpf.ring.PerfHandler;
import dev.bpfj.libbpf.ring.RecordHandler;
import dev.bpfj.progs.RingPerfSkel;
import dev.bpfj.progs.RingPerfSkel.Event;
import dev.bpfj.test.RequiresHardware;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What programs write to perf buffers, and what is read of it. */
@Test(groups = {"host", "vm"})
public final class PerfBufferTest {
  private static final Duration FOR_EVER = ChronoUnit.FOREVER.getDuration();
  private static final RecordHandler NOTHING = (buffer, offset, length) -> {};

  /** Header, length, 24 bytes and 4 that fill up. */
  private static final int EVENT_BYTES = 40;

  private static final int MINUS_ENOENT = -2;
  private static final int MINUS_ENOSPC = -28;

  private final List<Long> numbers = new ArrayList<>();

  public void aGeneratedStructShowsEvents() {
    numbers.clear();
    try (RingPerfSkel skel = RingPerfSkel.openAndLoad();
        PerfBuffer perf =
            PerfBuffer.open(
                skel.maps().perfEvents(),
                onePage(),
                Event.reader(
                    event -> {
                      assertThat(event.square()).isEqualTo(event.number() * event.number());
                      assertThat(event.cpu()).isZero();
                      numbers.add(event.number());
                    }))) {
      for (int i = 0; i < 30; i++) { // some are cut in two by the page's end
        write(skel, 0, 50);
        assertThat(perf.consume()).isEqualTo(50);
      }
      assertThat(numbers).isEqualTo(Events.range(0, 1500));
      assertThat(perf.lost()).isZero();
    }
  }

  private static void run(BpfProgram program, int cpu) {
    program.testRun(TestRunOptions.none().flags(TestRunOptions.ON_CPU).cpu(cpu));
  }

  /** Writes events on a processor. */
  private static void write(RingPerfSkel skel, int cpu, int count) {
    skel.bss().batch(count);
    run(skel.progs().writeEvents(), cpu);
  }

  private static PerfBufferOptions onePage() {
    return PerfBufferOptions.defaults().pages(1);
  }

  /** Notes the numbers of events, and checks their other fields. */
  private static PerfHandler numbers(List<Long> numbers) {
    return (cpu, buffer, offset, length) -> {
      long number = buffer.getLong(offset);
      assertThat(length).isEqualTo(28);
      assertThat(buffer.getLong(offset + 8)).isEqualTo(number * number);
      assertThat(buffer.getInt(offset + 16)).isEqualTo(cpu);
      assertThat(offset % 8).isEqualTo(4);
      numbers.add(number);
    };
  }

  public void eventsOfEveryProcessorComeWholeAndInOrder() {
    numbers.clear();
    try (RingPerfSkel skel = RingPerfSkel.openAndLoad();
        PerfBuffer perf =
            PerfBuffer.open(
                skel.maps().perfEvents(), PerfBufferOptions.defaults(), numbers(numbers))) {
      int cpus = perf.lostByCpu().size();
      assertThat(cpus).isEqualTo(Runtime.getRuntime().availableProcessors());
      for (int cpu = 0; cpu < cpus; cpu++) {
        write(skel, cpu, 10);
      }
      assertThat(perf.consume(3)).isEqualTo(3);
      assertThat(perf.poll(FOR_EVER)).isEqualTo(cpus * 10 - 3);
      assertThat(perf.consume()).isZero();
      assertThat(numbers).containsExactlyInAnyOrderElementsOf(Events.range(0, cpus * 10));
      assertThat(perf.lost()).isZero();
    }
  }

  public void aDrainReadsBeforeThereAreEnoughRecordsForAWakeup() {
    numbers.clear();
    try (RingPerfSkel skel = RingPerfSkel.openAndLoad();
        PerfBuffer perf =
            PerfBuffer.open(
                skel.maps().perfEvents(),
                PerfBufferOptions.defaults().samplePeriod(1000),
                numbers(numbers))) {
      write(skel, 0, 10);
      assertThat(perf.poll(Duration.ZERO, 3)).isEqualTo(3);
      assertThat(perf.drain(Duration.ofMillis(1), Duration.ofMillis(5))).isEqualTo(7);
      assertThat(numbers).isEqualTo(Events.range(0, 10));
    }
  }

  public void nothingIsLostWhereTheBufferEnds() {
    try (RingPerfSkel skel = RingPerfSkel.openAndLoad()) {
      long[] next = {0};
      try (PerfBuffer perf =
          PerfBuffer.open(
              skel.maps().perfEvents(),
              onePage(),
              (cpu, buffer, offset, length) -> {
                assertThat(buffer.getLong(offset)).isEqualTo(next[0]);
                assertThat(buffer.getLong(offset + 8)).isEqualTo(next[0] * next[0]);
                assertThat(buffer.getInt(offset + 20)).isEqualTo(97);
                next[0]++;
              })) {
        // 102 events of 40 bytes fit into a page, and the last ones never end where it does.
        for (int i = 0; i < 200; i++) {
          write(skel, 0, 97);
          assertThat(perf.consume()).isEqualTo(97);
        }
        assertThat(next[0]).isEqualTo(200 * 97);
        assertThat(perf.lost()).isZero();
      }
    }
  }

  public void recordsOfEveryLengthKeepTheirBytesAcrossTheEnd() {
    try (RingPerfSkel skel = RingPerfSkel.open()) {
      skel.progs().fillPerfPattern().settings().autoload(true);
      skel.load();
      run(skel.progs().fillPerfPattern(), 0);
      AtomicReference<byte[]> seen = new AtomicReference<>();
      try (PerfBuffer perf =
          PerfBuffer.open(
              skel.maps().perfEvents(),
              onePage().pages(2),
              (buffer, offset, length) -> {
                byte[] bytes = new byte[length];
                buffer.get(offset, bytes);
                seen.set(bytes);
              })) {
        int number = 0;
        for (int length = 1; length <= 4096; length += length < 300 ? 1 : 77) {
          skel.bss().length(length);
          run(skel.progs().writeBytes(), 0);
          assertThat(perf.consume()).as("length=%s", length).isEqualTo(1);
          // The length, whose own 4 bytes count, is one of whole words.
          assertThat(seen.get()).hasSize((length + 4 + 7) / 8 * 8 - 4);
          assertThat(Arrays.copyOf(seen.get(), length))
              .as("length=%s", length)
              .isEqualTo(pattern(number++, length));
        }
      }
    }
  }

  private static byte[] pattern(int number, int length) {
    byte[] expected = new byte[length];
    for (int i = 0; i < length; i++) {
      int at = number % 256 + i;
      expected[i] = (byte) (at * 7 + at / 256);
    }
    return expected;
  }

  @DataProvider
  static Object[][] lengthsThatNoRecordHas() {
    // The kernel's 16 bits then say 65536, of which nothing is left, to 8, 16, 24 and so on.
    return new Object[][] {{65_525}, {65_532}, {65_533}, {65_536}, {66_000}, {70_000}};
  }

  @Test(dataProvider = "lengthsThatNoRecordHas")
  public void aSampleThatIsTooLongIsCountedAndTheNextOnesAreRead(int tooLong) {
    List<Integer> lengths = new ArrayList<>();
    try (RingPerfSkel skel = RingPerfSkel.openAndLoad();
        PerfBuffer perf =
            PerfBuffer.open(
                skel.maps().perfEvents(),
                PerfBufferOptions.defaults().pages(64),
                (buffer, offset, length) -> lengths.add(length))) {
      for (int i = 0; i < 20; i++) { // five times round the buffer
        for (int length : new int[] {4, tooLong, 65_516, 20}) {
          skel.bss().length(length);
          run(skel.progs().writeLong(), 0);
        }
        perf.consume();
      }
      // A kernel may also refuse to write it.
      assertThat(perf.malformed() + skel.bss().dropped()).isEqualTo(20);
      assertThat(lengths).hasSize(60).containsOnly(4, 65_516, 20);
      assertThat(perf.lost()).isZero();
    }
  }

  public void whatIsWrittenOverByASampleThatIsTooLongIsLeftOut() {
    List<Integer> lengths = new ArrayList<>();
    try (RingPerfSkel skel = RingPerfSkel.openAndLoad();
        PerfBuffer perf =
            PerfBuffer.open(
                skel.maps().perfEvents(),
                onePage(),
                (buffer, offset, length) -> lengths.add(length))) {
      for (int length : new int[] {20, 20, 65_525, 20}) {
        skel.bss().length(length);
        run(skel.progs().writeLong(), 0);
      }
      perf.consume();
      assertThat(perf.malformed() + skel.bss().dropped()).isPositive();
      assertThat(lengths).allMatch(length -> length == 20);
      lengths.clear();
      skel.bss().length(20);
      run(skel.progs().writeLong(), 0);
      perf.consume();
      assertThat(lengths).containsExactly(20);
    }
  }

  public void aSecondReaderOfAMapWouldTakeTheRecordsOfTheFirst() {
    numbers.clear();
    try (RingPerfSkel skel = RingPerfSkel.openAndLoad();
        MapHandle same = MapHandle.ofId(skel.maps().perfEvents().info().id())) {
      PerfBuffer perf =
          PerfBuffer.open(skel.maps().perfEvents(), onePage().cpus(0), numbers(numbers));
      for (BpfMap map : List.<BpfMap>of(skel.maps().perfEvents(), same)) {
        assertThatIllegalStateException()
            .isThrownBy(() -> PerfBuffer.open(map, onePage(), NOTHING))
            .withMessage(
                map
                    + ": an open perf buffer already reads its records and would get no more of"
                    + " them; close it first, or read other processors: cpu=0");
      }
      write(skel, 0, 3);
      assertThat(perf.consume()).isEqualTo(3);
      perf.close();
      try (PerfBuffer next = PerfBuffer.open(same, onePage().cpus(0), numbers(numbers))) {
        write(skel, 0, 3);
        assertThat(next.consume()).isEqualTo(3);
      }
    }
  }

  @RequiresHardware(processors = 2)
  public void lostEventsAreCountedForEachProcessor() {
    numbers.clear();
    List<String> told = new ArrayList<>();
    List<LostRecords> heard = new ArrayList<>();
    BpfListener listener =
        new BpfListener() {
          @Override
          public void lost(LostRecords lost) {
            heard.add(lost);
          }
        };
    BpfListener.add(listener);
    try (RingPerfSkel skel = RingPerfSkel.openAndLoad();
        PerfBuffer perf =
            PerfBuffer.open(
                skel.maps().perfEvents(),
                onePage().cpus(1, 0).lostHandler((cpu, n) -> told.add(cpu + ":" + n)),
                numbers(numbers))) {
      // A byte always stays free: 102 events of 40 bytes are 4080.
      write(skel, 1, 128);
      assertThat(skel.bss().dropped()).isEqualTo(128 - 102);
      assertThat(skel.bss().lastError()).isEqualTo(MINUS_ENOSPC);
      assertThat(perf.lost()).isZero();
      assertThat(perf.consume()).isEqualTo(102);
      write(skel, 0, 5);
      write(skel, 1, 1);
      assertThat(perf.consume()).isEqualTo(6);
      assertThat(told).containsExactly("1:26");
      assertThat(heard).containsExactly(new LostRecords("perf_events", 1, 26));
      assertThat(perf.lostByCpu()).isEqualTo(Map.of(0, 0L, 1, 26L));
      assertThat(perf.lost()).isEqualTo(26);
    } finally {
      BpfListener.remove(listener);
    }
  }

  @RequiresHardware(processors = 2)
  public void aPollThatWaitsIsWokenByARecord() throws Exception {
    try (RingPerfSkel skel = RingPerfSkel.openAndLoad();
        PerfBuffer perf = PerfBuffer.open(skel.maps().perfEvents(), NOTHING)) {
      for (int i = 0; i < 10; i++) {
        FutureTask<Integer> poll = new FutureTask<>(() -> perf.poll(FOR_EVER));
        Thread thread = new Thread(poll);
        thread.start();
        awaitNative(thread);
        write(skel, i & 1, 1);
        assertThat(poll.get(300, TimeUnit.SECONDS)).isEqualTo(1);
      }
      assertThat(perf.poll(Duration.ofMillis(1))).isZero();
    }
  }

  private static void awaitNative(Thread thread) throws InterruptedException {
    while (true) {
      for (StackTraceElement frame : thread.getStackTrace()) {
        if (frame.getMethodName().equals("epoll_wait")) {
          return;
        }
      }
      Thread.sleep(1);
    }
  }

  public void aPollIsWokenForSoManyRecordsAsTheOptionsSay() throws Exception {
    PerfBufferOptions tenth = PerfBufferOptions.defaults().samplePeriod(10);
    PerfBufferOptions bytes = PerfBufferOptions.defaults().wakeupBytes(10 * EVENT_BYTES - 1);
    for (PerfBufferOptions options : List.of(tenth, bytes)) {
      try (RingPerfSkel skel = RingPerfSkel.openAndLoad();
          PerfBuffer perf = PerfBuffer.open(skel.maps().perfEvents(), options, NOTHING)) {
        FutureTask<Integer> poll = new FutureTask<>(() -> perf.poll(FOR_EVER));
        Thread thread = new Thread(poll);
        thread.start();
        awaitNative(thread);
        for (int i = 0; i < 9; i++) {
          write(skel, 0, 1);
        }
        Thread.sleep(20);
        assertThat(poll.isDone()).isFalse();
        write(skel, 0, 1);
        assertThat(poll.get(300, TimeUnit.SECONDS)).isEqualTo(10);
        // What is not enough for a wake-up is found when the time is over.
        write(skel, 0, 1);
        assertThat(perf.poll(Duration.ofMillis(1))).isEqualTo(1);
      }
    }
  }

  public void aHandlerThatThrowsLosesNothing() {
    numbers.clear();
    try (RingPerfSkel skel = RingPerfSkel.openAndLoad();
        PerfBuffer perf =
            PerfBuffer.open(
                skel.maps().perfEvents(),
                (buffer, offset, length) -> {
                  numbers.add(buffer.getLong(offset));
                  if (numbers.size() % 3 == 1) {
                    throw new IllegalArgumentException("number " + buffer.getLong(offset));
                  }
                })) {
      write(skel, 0, 7);
      assertThatIllegalArgumentException().isThrownBy(perf::consume).withMessage("number 0");
      assertThatIllegalArgumentException().isThrownBy(perf::consume).withMessage("number 3");
      assertThatIllegalArgumentException().isThrownBy(perf::consume).withMessage("number 6");
      assertThat(perf.consume()).isZero();
      assertThat(numbers).isEqualTo(Events.range(0, 7));
    }
  }

  public void closeTakesTheBuffersOutOfTheMap() {
    try (RingPerfSkel skel = RingPerfSkel.openAndLoad()) {
      PerfBuffer perf = PerfBuffer.open(skel.maps().perfEvents(), NOTHING);
      write(skel, 0, 1);
      assertThat(skel.bss().dropped()).isZero();
      perf.close();
      perf.close();
      write(skel, 0, 1);
      assertThat(skel.bss().lastError()).isEqualTo(MINUS_ENOENT);
      assertThatExceptionOfType(BpfClosedException.class)
          .isThrownBy(perf::consume)
          .withMessage("perf buffer of map \"perf_events\": is closed");
      assertThat(perf.lost()).isZero();
      try (PerfBuffer again = PerfBuffer.open(skel.maps().perfEvents(), NOTHING)) {
        write(skel, 0, 1);
        assertThat(again.consume()).isEqualTo(1);
      }
    }
  }

  public void closingTheObjectClosesTheReader() {
    RingPerfSkel skel = RingPerfSkel.openAndLoad();
    PerfBuffer perf = PerfBuffer.open(skel.maps().perfEvents(), NOTHING);
    skel.close();
    assertThatExceptionOfType(BpfClosedException.class).isThrownBy(() -> perf.poll(FOR_EVER));
  }

  public void aHandlerMayClose() {
    AtomicReference<PerfBuffer> self = new AtomicReference<>();
    try (RingPerfSkel skel = RingPerfSkel.openAndLoad()) {
      self.set(
          PerfBuffer.open(
              skel.maps().perfEvents(), onePage(), (buffer, offset, length) -> self.get().close()));
      write(skel, 0, 100);
      // It stops at the end of the piece that it is in, an eighth of the buffer.
      assertThat(self.get().consume()).isEqualTo(4096 / 8 / EVENT_BYTES + 1);
    }
  }

  public void whatIsNoPerfEventArrayIsRefused() {
    try (RingPerfSkel skel = RingPerfSkel.openAndLoad()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> PerfBuffer.open(skel.maps().bss(), NOTHING))
          .withMessage(
              "map \"ring_per.bss\": is no perf event array: type=array, expected=perf_event_array");
    }
  }

  public void aProcessorThatIsNotThereIsRefused() {
    try (RingPerfSkel skel = RingPerfSkel.open()) {
      BpfObjectMap map = skel.maps().perfEvents();
      map.settings().maxEntries(1000);
      skel.load();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> PerfBuffer.open(map, onePage().cpus(1000), NOTHING))
          .withMessage(
              "map \"perf_events\": has no place for a processor: cpu=1000, maxEntries=1000");
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> PerfBuffer.open(map, onePage().cpus(0, 999), NOTHING))
          .withMessageStartingWith(
              "perf buffer of map \"perf_events\": cpu 999: perf_event_open: -")
          .satisfies(e -> assertThat(e.errno()).isIn(19, 22)); // ENODEV, EINVAL
      // The first processor's buffer is out of the map again.
      write(skel, 0, 1);
      assertThat(skel.bss().lastError()).isEqualTo(MINUS_ENOENT);
    }
  }

  public void badOptionsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PerfBufferOptions.defaults().pages(3))
        .withMessage("pages: not a power of two: count=3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PerfBufferOptions.defaults().samplePeriod(0))
        .withMessage("samplePeriod: less than 1: records=0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PerfBufferOptions.defaults().wakeupBytes(0))
        .withMessage("wakeupBytes: less than 1: bytes=0");
    try (RingPerfSkel skel = RingPerfSkel.openAndLoad()) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> PerfBuffer.open(skel.maps().perfEvents(), onePage().pages(1 << 20), NOTHING))
          .withMessageStartingWith("perf buffer of map \"perf_events\": more than a ByteBuffer");
      assertThatIllegalStateException()
          .isThrownBy(
              () -> {
                AtomicReference<PerfBuffer> self = new AtomicReference<>();
                try (PerfBuffer perf =
                    PerfBuffer.open(
                        skel.maps().perfEvents(),
                        (buffer, offset, length) -> self.get().consume())) {
                  self.set(perf);
                  write(skel, 0, 1);
                  perf.consume();
                }
              })
          .withMessageEndingWith("a handler cannot read on");
    }
  }
}
