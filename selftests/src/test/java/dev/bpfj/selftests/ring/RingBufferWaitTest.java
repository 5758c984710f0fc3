package dev.bpfj.selftests.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.ring.RingBuffer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.testng.annotations.Test;

/** Polls that wait, and what ends them. */
@Test(groups = "host")
public final class RingBufferWaitTest {
  private static final Duration FOR_EVER = ChronoUnit.FOREVER.getDuration();
  private static final long NO_WAKEUP = 1;
  private static final long FORCE_WAKEUP = 2;

  /** Something that a thread of its own does. */
  private record Running<T>(Thread thread, FutureTask<T> task) {
    static <T> Running<T> start(Callable<T> action) {
      FutureTask<T> task = new FutureTask<>(action);
      Thread thread = new Thread(task, "poller");
      thread.start();
      return new Running<>(thread, task);
    }

    /** Until it waits in a system call, or for a lock. */
    Running<T> untilItWaits() throws Exception {
      while (!isInNativeCall() && thread.getState() == Thread.State.RUNNABLE) {
        Thread.sleep(1);
      }
      return this;
    }

    private boolean isInNativeCall() {
      for (StackTraceElement frame : thread.getStackTrace()) {
        if (frame.getMethodName().equals("epoll_wait")) {
          return true;
        }
      }
      return false;
    }

    T result() throws Exception {
      return task.get(300, TimeUnit.SECONDS);
    }
  }

  private final List<Long> numbers = new ArrayList<>();

  private RingBuffer open(Events events) {
    numbers.clear();
    return RingBuffer.open(events.map(), Events.numbers(numbers));
  }

  public void aPollWithoutRecordsTakesItsTime() {
    try (Events events = Events.load();
        RingBuffer ring = open(events)) {
      long start = System.nanoTime();
      assertThat(ring.poll(Duration.ofNanos(20_000_001))).isZero();
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(20_000_001);
      assertThat(ring.poll(Duration.ZERO)).isZero();
    }
  }

  public void aPollThatWaitsIsWokenByARecord() throws Exception {
    try (Events events = Events.load();
        RingBuffer ring = open(events)) {
      for (int i = 0; i < 20; i++) {
        Running<Integer> poll = Running.start(() -> ring.poll(FOR_EVER)).untilItWaits();
        events.produce(1);
        assertThat(poll.result()).isEqualTo(1);
      }
      assertThat(numbers).isEqualTo(Events.range(0, 20));
    }
  }

  public void aRecordInARingThatWasAddedWhileItWaitsWakesIt() throws Exception {
    try (Events events = Events.load();
        RingBuffer ring = open(events)) {
      Running<Integer> poll = Running.start(() -> ring.poll(FOR_EVER)).untilItWaits();
      ring.add(events.others(), Events.numbers(numbers));
      events.produceOthers(1);
      assertThat(poll.result()).isEqualTo(1);
    }
  }

  public void recordsWithoutWakeupsAreFoundWhenTheTimeIsOver() throws Exception {
    try (Events events = Events.load();
        RingBuffer ring = open(events)) {
      events.skel.bss().flags(NO_WAKEUP);
      Running<Integer> poll = Running.start(() -> ring.poll(Duration.ofSeconds(5))).untilItWaits();
      events.produce(5);
      assertThat(poll.result()).isEqualTo(5);
      events.produce(5);
      assertThat(ring.poll(FOR_EVER)).isEqualTo(5);
    }
  }

  public void aForcedWakeupWakesAlthoughTheConsumerIsBehind() throws Exception {
    try (Events events = Events.load();
        RingBuffer ring = open(events)) {
      Running<Integer> poll = Running.start(() -> ring.poll(FOR_EVER)).untilItWaits();
      events.skel.bss().flags(NO_WAKEUP);
      events.produce(5);
      events.skel.bss().flags(FORCE_WAKEUP);
      events.produce(1);
      assertThat(poll.result()).isEqualTo(6);
    }
  }

  public void aRecordThatIsHeldBackWakesWhenItIsSubmitted() throws Exception {
    try (Events events = Events.load(skel -> skel.progs().hold().settings().autoload(true));
        RingBuffer ring = open(events)) {
      int rounds = 0;
      for (int attempt = 0; rounds < 20; attempt++) {
        assertThat(attempt).as("attempts for %d rounds", rounds).isLessThan(1000);
        rounds += waitsForWhatIsHeldBack(events, ring) ? 1 : 0;
      }
    }
  }

  /**
   * One round. The program in the kernel cannot hold a record for longer than some tenths of a
   * second; where this thread had to wait that long for a CPU, the round says nothing.
   */
  private boolean waitsForWhatIsHeldBack(Events events, RingBuffer ring) throws Exception {
    numbers.clear();
    long first = events.skel.bss().number();
    Running<Boolean> holder = Running.start(events::hold);
    events.untilHeldOr(holder.task()::isDone);
    events.produce(2);
    int consumed = ring.consume();
    long available = ring.rings().get(0).availableBytes();
    int polled = ring.poll(Duration.ofMillis(1));
    if (events.skel.bss().held() == 0) {
      assertThat(holder.result()).isTrue();
      ring.consume();
      return false;
    }
    assertThat(consumed).isZero();
    assertThat(available).isEqualTo(3 * Events.EVENT_BYTES);
    assertThat(polled).isZero();
    Running<Integer> poll = Running.start(() -> ring.poll(FOR_EVER)).untilItWaits();
    boolean heldWhileItWaited = events.skel.bss().held() == 1;
    events.skel.bss().letGo(1);
    assertThat(poll.result()).isEqualTo(3);
    assertThat(holder.result()).isTrue();
    assertThat(numbers).isEqualTo(List.of(first, first + 1, first + 2));
    return heldWhileItWaited;
  }

  public void aPollTakesNoMoreThanItIsTold() throws Exception {
    try (Events events = Events.load();
        RingBuffer ring = open(events)) {
      Running<Integer> poll = Running.start(() -> ring.poll(FOR_EVER, 2)).untilItWaits();
      events.produce(5);
      assertThat(poll.result() + ring.poll(FOR_EVER, 2)).isBetween(3, 4);
      assertThat(ring.poll(FOR_EVER, 0)).isZero();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ring.poll(FOR_EVER, -1))
          .withMessage("ring buffer of map \"events\": a negative number of records: n=-1");
    }
  }

  public void aDrainFindsWhatCameWithoutWakeups() throws Exception {
    try (Events events = Events.load();
        RingBuffer ring = open(events)) {
      events.skel.bss().flags(NO_WAKEUP);
      events.produce(5);
      assertThat(ring.drain(FOR_EVER, Duration.ZERO)).isEqualTo(5);
      Running<Integer> drain =
          Running.start(() -> ring.drain(Duration.ofMillis(1), FOR_EVER)).untilItWaits();
      for (int i = 1; i <= 20; i++) {
        events.produce(1);
        long seen = (5 + i) * (long) Events.EVENT_BYTES;
        while (ring.rings().get(0).consumerPosition() < seen) {
          assertThat(drain.task().isDone()).isFalse();
          Thread.onSpinWait();
        }
      }
      drain.thread().interrupt();
      assertThat(drain.result()).isEqualTo(20);
      assertThat(numbers).isEqualTo(Events.range(0, 25));
    }
  }

  public void aDrainTakesItsTimeAndReadsOnceMoreAtItsEnd() throws Exception {
    try (Events events = Events.load();
        RingBuffer ring = open(events)) {
      long start = System.nanoTime();
      assertThat(ring.drain(Duration.ofMillis(5), Duration.ofNanos(20_000_001))).isZero();
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(20_000_001);
      events.skel.bss().flags(NO_WAKEUP);
      Running<Integer> drain =
          Running.start(() -> ring.drain(FOR_EVER, Duration.ofSeconds(5))).untilItWaits();
      events.produce(5);
      assertThat(drain.result()).isEqualTo(5);
    }
  }

  public void aForcedWakeupEndsAnInterval() throws Exception {
    try (Events events = Events.load();
        RingBuffer ring = open(events)) {
      Running<Integer> drain = Running.start(() -> ring.drain(FOR_EVER, FOR_EVER)).untilItWaits();
      events.skel.bss().flags(NO_WAKEUP);
      events.produce(2);
      events.skel.bss().flags(FORCE_WAKEUP);
      events.produce(1);
      while (ring.rings().get(0).consumerPosition() < 3L * Events.EVENT_BYTES) {
        assertThat(drain.task().isDone()).isFalse();
        Thread.onSpinWait();
      }
      drain.thread().interrupt();
      assertThat(drain.result()).isEqualTo(3);
    }
  }

  public void aBurstIsReadWithoutIntervals() throws Exception {
    try (Events events = Events.load(4096)) {
      List<Long> seen = new ArrayList<>();
      try (RingBuffer ring =
          RingBuffer.open(
              events.map(),
              (buffer, offset, length) -> {
                seen.add(Events.number(buffer, offset, length));
                if (seen.size() % 32 == 0 && seen.size() < 320) {
                  events.produce(32); // a quarter of the ring
                }
              })) {
        events.skel.bss().flags(NO_WAKEUP);
        events.produce(32);
        Thread drain = new Thread(() -> ring.drain(FOR_EVER, FOR_EVER), "drainer");
        drain.start();
        while (ring.rings().get(0).consumerPosition() < 320L * Events.EVENT_BYTES) {
          assertThat(drain.isAlive()).isTrue();
          Thread.onSpinWait();
        }
        drain.interrupt();
        drain.join();
        assertThat(seen).isEqualTo(Events.range(0, 320));
      }
    }
  }

  public void aDrainWantsAnIntervalAndEndsWithItsBuffer() throws Exception {
    try (Events events = Events.load()) {
      RingBuffer ring = open(events);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ring.drain(Duration.ZERO, FOR_EVER))
          .withMessage(
              "ring buffer of map \"events\": an interval of nothing: use poll or consume");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ring.drain(Duration.ofMillis(-1), FOR_EVER))
          .withMessage("ring buffer of map \"events\": a negative interval: interval=PT-0.001S");
      Running<Integer> drain = Running.start(() -> ring.drain(FOR_EVER, FOR_EVER)).untilItWaits();
      ring.close();
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(drain::result)
          .havingCause()
          .isInstanceOf(BpfClosedException.class);
    }
  }

  public void anInterruptEndsAPollAndStaysToBeSeen() throws Exception {
    try (Events events = Events.load();
        RingBuffer ring = open(events)) {
      Running<String> poll =
          Running.start(() -> ring.poll(FOR_EVER) + " " + Thread.currentThread().isInterrupted())
              .untilItWaits();
      poll.thread().interrupt();
      assertThat(poll.result()).isEqualTo("0 true");
    }
  }

  public void anInterruptedThreadDoesNotWaitButReads() {
    try (Events events = Events.load();
        RingBuffer ring = open(events)) {
      events.produce(2);
      Thread.currentThread().interrupt();
      assertThat(ring.consume(1)).isEqualTo(1);
      assertThat(ring.poll(FOR_EVER)).isEqualTo(1);
      assertThat(ring.poll(FOR_EVER)).isZero();
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  public void anInterruptOfTheOneThatWaitsForTheOtherEndsItsPoll() throws Exception {
    try (Events events = Events.load();
        RingBuffer ring = open(events)) {
      Running<Integer> first = Running.start(() -> ring.poll(FOR_EVER)).untilItWaits();
      Running<Integer> second = Running.start(() -> ring.poll(FOR_EVER)).untilItWaits();
      second.thread().interrupt();
      assertThat(second.result()).isZero();
      events.produce(1);
      assertThat(first.result()).isEqualTo(1);
    }
  }

  public void closeWakesAllWhoWait() throws Exception {
    try (Events events = Events.load()) {
      RingBuffer ring = open(events);
      List<Running<Integer>> polls = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        polls.add(Running.start(() -> ring.poll(FOR_EVER)).untilItWaits());
      }
      ring.close();
      for (Running<Integer> poll : polls) {
        assertThatExceptionOfType(ExecutionException.class)
            .isThrownBy(poll::result)
            .havingCause()
            .isInstanceOf(BpfClosedException.class)
            .withMessage("ring buffer of map \"events\": is closed");
      }
    }
  }

  public void closingTheObjectWakesWhoWaits() throws Exception {
    Events events = Events.load();
    RingBuffer ring = open(events);
    Running<Integer> poll = Running.start(() -> ring.poll(FOR_EVER)).untilItWaits();
    events.close();
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(poll::result)
        .havingCause()
        .isInstanceOf(BpfClosedException.class);
  }

  public void aHandlerMayCloseTheRing() {
    AtomicReference<RingBuffer> self = new AtomicReference<>();
    try (Events events = Events.load(4096)) {
      self.set(
          RingBuffer.open(
              events.map(),
              (buffer, offset, length) -> {
                self.get().close();
                Events.number(buffer, offset, length); // the memory is still there
              }));
      events.produce(100);
      // It stops at the end of the piece of the ring that it is in, an eighth.
      assertThat(self.get().poll(FOR_EVER)).isEqualTo(4096 / 8 / Events.EVENT_BYTES);
      assertThatExceptionOfType(BpfClosedException.class)
          .isThrownBy(() -> self.get().poll(FOR_EVER));
    }
  }

  public void aHandlerMayCloseTheObject() {
    numbers.clear();
    Events events = Events.load(4096);
    RingBuffer ring =
        RingBuffer.open(
            events.map(),
            (buffer, offset, length) -> {
              events.close();
              numbers.add(Events.number(buffer, offset, length));
            });
    events.produce(3);
    assertThat(ring.consume()).isEqualTo(3);
    assertThat(numbers).isEqualTo(Events.range(0, 3));
  }

  public void aBufferThatAHandlerKeptShowsZerosAfterClose() {
    AtomicReference<java.nio.ByteBuffer> kept = new AtomicReference<>();
    try (Events events = Events.load()) {
      try (RingBuffer ring =
          RingBuffer.open(events.map(), (buffer, offset, length) -> kept.set(buffer))) {
        events.produce(1);
        ring.consume();
      }
    }
    java.nio.ByteBuffer buffer = kept.get();
    for (int i = 0; i < buffer.capacity(); i += 8) {
      assertThat(buffer.getLong(i)).isZero();
    }
  }
}
